/** The folder of an export in which stands what Markdown and files have no place for (EX6). */
const FOLDER = ".atelier";
export const MANIFEST_FILE = `${FOLDER}/manifest.json`;
export const FORMAT = 2;

/** A table in so many bytes a file. */
export const PART_BYTES = 32 * 1024 * 1024;

/** `.atelier/nodes.jsonl`, `.atelier/nodes.2.jsonl` … */
export const tableFile = (table: string, part: number): string => `${FOLDER}/${table}${part === 1 ? "" : `.${part}`}.jsonl`;

export const isOwnPath = (path: string): boolean => path.startsWith(`${FOLDER}/`);

/** What a living note's row says instead of its text: where in its file it is, and how long the file was. */
export interface NoteFilePlace {
  readonly file: string;
  /** In UTF-16 code units; what stands before it is its front matter, or was made for it. */
  readonly text_at: number;
  readonly length: number;
}

export interface Manifest {
  readonly format: number;
  /** How many rows each table has. */
  readonly tables: Readonly<Record<string, number>>;
}
