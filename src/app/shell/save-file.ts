/** Hands a file to the person: the browser's download. */
export function saveFile(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun by then; freeing the address earlier would cancel it in some browsers.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
