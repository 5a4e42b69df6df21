import type { BlobLike, FileLike } from "../../base/blob.ts";
import type { ForeignContent } from "./foreign/foreign.data.ts";
import { readForeign } from "./foreign/read-foreign.data.ts";
import { createByteWindow } from "./byte-window.data.ts";
import { isMarkdown } from "./classify.data.ts";
import { LIMITS, readZipDirectory, tooLarge } from "./zip-directory.data.ts";
import { readZipEntry, type Unreadable } from "./zip-reader.data.ts";

/** One file to import, wherever it comes from. */
export interface SourceFile {
  /** Inside its source, with forward slashes, as it was written. */
  readonly path: string;
  readonly modified_at: number;
  readonly created_at: number | null;
  readonly size: number;
  read(): Promise<Uint8Array | Unreadable>;
}

/** An archive, a folder, or loose files: what a second import is recognised by (IM5). */
export interface ImportSource {
  /** `markdown:` and the name of the archive or folder. */
  readonly source: string;
  readonly label: string;
  /** Written by Atelier: its times and its list of values are exact (EX3). */
  readonly own: boolean;
  readonly files: readonly SourceFile[];
  /** What was read from files of another program, instead of its files (IF1). */
  readonly foreign?: ForeignContent;
}

const MOST_FOREIGN = 500;

/** The comment of a zip that Atelier wrote. */
export const OWN_COMMENT = "Atelier export 2";
/** Of exports whose values stand in one file (EX3). */
const FIRST_COMMENT = "Atelier export 1";

/** Zips are opened, files are taken as they are; a zip inside a zip or a folder is a file like any other. */
export async function openSources(files: readonly FileLike[]): Promise<ImportSource[]> {
  const sources: ImportSource[] = [];
  const folders = new Map<string, SourceFile[]>();
  for (const file of files) {
    const path = file.webkitRelativePath || "";
    if (!path && (/\.zip$/i.test(file.name) || (await isOwnExport(file)))) {
      const zip = await openZip(file);
      sources.push(...((await foreignZip(zip)) ?? [zip]));
      continue;
    }
    const loose = looseFile(file, file.name);
    const foreign = path || file.name.includes("/") || isMarkdown(file.name) ? null : await readForeign(loose);
    if (foreign) {
      sources.push(foreignSource(foreign, loose));
      continue;
    }
    const slash = path.indexOf("/");
    const folder = slash < 0 ? "" : path.slice(0, slash);
    const list = folders.get(folder) ?? [];
    list.push(looseFile(file, slash < 0 ? file.name : path.slice(slash + 1)));
    folders.set(folder, list);
  }
  if (files.reduce((sum, file) => sum + file.size, 0) > LIMITS.total) throw tooLarge(files[0]!.name);
  for (const [folder, list] of folders)
    sources.push({ source: `markdown:${folder || "files"}`, label: folder || "files", own: false, files: list });
  return sources;
}

const foreignSource = (foreign: ForeignContent, file: SourceFile): ImportSource => ({
  source: foreign.source,
  label: foreign.label,
  own: false,
  files: [file],
  foreign,
});

/** An archive of nothing but files of other programs, such as a backup of Todoist; in any other they are files (IF1). */
async function foreignZip(zip: ImportSource): Promise<ImportSource[] | null> {
  const { files } = zip;
  if (zip.own || files.length === 0 || files.length > MOST_FOREIGN || files.some(({ path }) => isMarkdown(path))) return null;
  const sources: ImportSource[] = [];
  for (const file of files) {
    const foreign = await readForeign(file);
    if (!foreign) return null;
    sources.push(foreignSource(foreign, file));
  }
  return sources;
}

const looseFile = (file: FileLike, path: string): SourceFile => ({
  path,
  modified_at: file.lastModified,
  created_at: null,
  size: file.size,
  read: async () => (file.size > LIMITS.entry ? { unreadable: "It is larger than 200 MB." } : new Uint8Array(await file.arrayBuffer())),
});

/** An export of Atelier is one whatever it is called; other archives are told by their names, because documents are zips, too (IF1). */
async function isOwnExport(file: FileLike): Promise<boolean> {
  const longest = OWN_COMMENT.length;
  const [head, tail] = [file.slice(0, 2), file.slice(Math.max(0, file.size - longest))];
  const text = async (part: BlobLike) => String.fromCharCode(...new Uint8Array(await part.arrayBuffer()));
  return (await text(head)) === "PK" && [OWN_COMMENT, FIRST_COMMENT].includes(await text(tail));
}

async function openZip(file: FileLike): Promise<ImportSource> {
  const { entries, comment } = await readZipDirectory(file, file.name);
  const read = createByteWindow(file);
  const own = comment === OWN_COMMENT || comment === FIRST_COMMENT;
  const kept = entries.filter((entry) => !(entry.path.endsWith("/") && entry.size === 0));
  const root = own ? "" : commonRoot(kept.map((entry) => entry.path));
  const label = file.name.replace(/\.zip$/i, "").replace(/ ?\(\d+\)$/, "");
  return {
    source: `markdown:${label}`,
    label,
    own,
    files: kept.map((entry) => ({
      path: entry.path.startsWith(root) ? entry.path.slice(root.length) : entry.path,
      modified_at: entry.modified_at,
      created_at: entry.created_at,
      size: entry.size,
      read: () => readZipEntry(read, entry, file.name),
    })),
  };
}

/** The one folder that everything is in, as most archives have it; it says nothing and is left out. */
function commonRoot(paths: readonly string[]): string {
  const real = paths.filter((path) => !path.startsWith("__MACOSX/"));
  const slash = real[0]?.indexOf("/") ?? -1;
  const root = slash > 0 ? real[0]!.slice(0, slash + 1) : "";
  return root && !root.startsWith(".") && real.every((path) => path.startsWith(root)) ? root : "";
}
