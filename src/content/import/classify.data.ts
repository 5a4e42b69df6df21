export interface Place {
  readonly folder: string;
  readonly name: string;
}

/** Where a file goes by its path, or why it is left out (IM2). */
export function placeOf(path: string): Place | { readonly refused: string } {
  const clean = path.replaceAll("\\", "/");
  const segments = clean.split("/");
  if (/^\/|^[a-z]:\//i.test(clean) || segments.includes("..")) return { refused: "Its path leads out of the archive; it was left out." };
  if (/\p{Cc}/u.test(path)) return { refused: "Its name holds control characters; it was left out." };
  if (path.length > 1000) return { refused: "Its path is longer than 1,000 characters; it was left out." };
  const parts = segments.filter((segment) => segment && segment !== ".");
  const name = parts.at(-1)?.trim();
  return name ? { folder: parts.slice(0, -1).join("/"), name } : { refused: "It has no name; it was left out." };
}

/** Files that an operating system leaves behind and nobody wrote. */
export const isLitter = (path: string): boolean => /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/.test(path);

/** Markdown of the vault; what is in hidden folders is kept as files, so that nothing is lost (IM3). */
export const isMarkdown = (path: string): boolean => /\.(?:md|markdown)$/i.test(path) && !/(?:^|\/)\./.test(path);

export const noteName = (fileName: string): string => fileName.replace(/\.(?:md|markdown)$/i, "").trim() || "Untitled";
