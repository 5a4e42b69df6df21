/** Hands a text to the person as a file, under a name that every file system takes. */
export function downloadText(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/markdown;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  // oxlint-disable-next-line no-control-regex -- control characters are what must not be in a file name
  link.download = name.replace(/[\u0000-\u001f<>:"/\\|?*]/g, "-");
  link.click();
  // The download has begun by then; freeing the address earlier would cancel it in some browsers.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
