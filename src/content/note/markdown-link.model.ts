/** Markdown links between notes: `[x](../folder/Other%20note.md#heading)`. Links to anything but a note are not read. */
const LONGEST = 1200;
/** CommonMark leaves the depth to the reader; a bound keeps the reading linear (NO4). */
const DEEPEST = 16;
const SCHEME = /^[a-z][a-z0-9+.-]*:|^\/\//i;
const NOTE = /^([^#]+\.md)(?:#(.*))?$/is;
const CLOSE = /(?:[ \t]+(?:"[^"\n]{0,300}"|'[^'\n]{0,300}'|\([^()\n]{0,300}\)))?[ \t]*\)/y;

export interface Destination {
  /** Relative to the folder of the text: begins with `./`, `../` or `/`. */
  readonly target: string;
  readonly heading: string | null;
  /** The path as it is written, without heading and angle brackets. */
  readonly targetFrom: number;
  readonly targetTo: number;
  /** After the closing parenthesis. */
  readonly to: number;
}

/** The note that a link means whose `](` stands at a place; null if it leads anywhere else. */
export function noteDestination(text: string, at: number): Destination | null {
  const angle = text[at + 2] === "<";
  const from = at + (angle ? 3 : 2);
  const end = angle ? endOfAngle(text, from) : endOfPath(text, from);
  if (end <= from) return null;
  const [, path, heading] = NOTE.exec(text.slice(from, end)) ?? [];
  if (path === undefined || SCHEME.test(path)) return null;
  CLOSE.lastIndex = end + (angle ? 1 : 0);
  if (!CLOSE.test(text)) return null;
  const plain = decoded(path.replace(/\\(?=[!-/:-@[-`{-~])/g, ""));
  const target = /^(?:\.{1,2}\/|\/)/.test(plain) ? plain : `./${plain}`;
  return {
    target,
    heading: heading === undefined ? null : decoded(heading),
    targetFrom: from,
    targetTo: from + path.length,
    to: CLOSE.lastIndex,
  };
}

function endOfAngle(text: string, from: number): number {
  const most = Math.min(text.length, from + LONGEST);
  for (let i = from; i < most; i++) {
    const sign = text[i];
    if (sign === ">") return i;
    if (sign === "<" || sign === "\n") return -1;
  }
  return -1;
}

function endOfPath(text: string, from: number): number {
  const most = Math.min(text.length, from + LONGEST);
  let depth = 0;
  for (let i = from; i < most; i++) {
    const code = text.charCodeAt(i);
    if (code <= 32) return i;
    if (code === BACKSLASH) i++;
    else if (code === OPEN && ++depth > DEEPEST) return -1;
    else if (code === CLOSED && --depth < 0) return i;
  }
  return -1;
}

const [BACKSLASH, OPEN, CLOSED] = [92, 40, 41];

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // A stray % is meant as it is written.
    return path;
  }
}

/** A path as it stands in a Markdown link, in the manner of the one that stood there. */
export function writtenPath(target: string, before: string, angle: boolean): string {
  const path = before.startsWith("./") ? target : target.replace(/^\.\//, "");
  const signs = angle ? /[%<>#?]/g : /[\s%<>#?()\\]/g;
  return path.replace(signs, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);
}
