import { Refusal } from "../../base/result.ts";
import { type NoteValues, EMPTY_WORKSPACE, WORKSPACE_FILE, type WorkspaceFile, readWorkspaceFile } from "../export/workspace-file.data.ts";
import type { ImportedNote } from "../note/import-notes.data.ts";
import type { PlannerItem } from "../planner/imported.data.ts";
import { isLitter, isMarkdown, noteName, placeOf } from "./classify.data.ts";
import type { ImportSource, SourceFile } from "./import-source.data.ts";
import { readMarkdown } from "./read-markdown.data.ts";
import { decodeText } from "./text-encoding.data.ts";

export interface ReadNote {
  readonly kind: "note";
  /** What it is counted as, if not as a note. */
  readonly as?: "event" | "kept";
  readonly path: string;
  readonly note: ImportedNote;
  readonly values: NoteValues | null;
  readonly remarks: readonly string[];
}
export interface ReadAttachment {
  readonly kind: "attachment";
  readonly path: string;
  readonly file: {
    folder: string;
    name: string;
    bytes: Uint8Array;
    created_at: number;
    source: string;
    source_id: string;
    mime?: string | undefined;
  };
  readonly remarks: readonly string[];
}
export interface LeftOut {
  readonly kind: "out";
  readonly path: string;
  readonly outcome: "skipped" | "failed";
  readonly remarks: readonly string[];
}
/** A row of the planner, from a file of another program. */
export interface ReadItem {
  readonly kind: "item";
  readonly path: string;
  readonly item: PlannerItem;
  readonly remarks: readonly string[];
}
export type ReadFile = ReadNote | ReadAttachment | ReadItem | LeftOut;

const out = (path: string, outcome: LeftOut["outcome"], remark: string): LeftOut => ({ kind: "out", path, outcome, remarks: [remark] });

/** What Atelier wrote beside the notes, if it wrote this source. */
export async function readWorkspace(source: ImportSource): Promise<WorkspaceFile> {
  const file = source.own ? source.files.find(({ path }) => path === WORKSPACE_FILE) : undefined;
  const bytes = await file?.read();
  const text = bytes instanceof Uint8Array ? decodeText(bytes)?.text : undefined;
  return (text !== undefined && readWorkspaceFile(text)) || EMPTY_WORKSPACE;
}

/** Reads a source file by file, in its order, so that no more than one of them is held. */
export async function* readFiles(source: ImportSource, workspace: WorkspaceFile): AsyncGenerator<ReadFile> {
  if (source.foreign) yield* source.foreign.files;
  const seen = new Set<string>();
  for (const file of source.foreign ? [] : source.files) {
    if (source.own && file.path === WORKSPACE_FILE) continue;
    const key = file.path.normalize("NFC");
    if (seen.has(key)) yield out(file.path, "skipped", "The archive holds this path twice; the first one was taken.");
    else yield await readFile(source, file, workspace);
    seen.add(key);
  }
}

async function readFile(source: ImportSource, file: SourceFile, workspace: WorkspaceFile): Promise<ReadFile> {
  const { path } = file;
  const kept = Object.hasOwn(workspace.files, path) ? workspace.files[path]! : null;
  if (!kept && isLitter(path)) return out(path, "skipped", "A file of the operating system, not of the vault.");
  const place = placeOf(path);
  if ("refused" in place) return out(path, "failed", place.refused);
  const bytes = await readBytes(file);
  if (!(bytes instanceof Uint8Array)) return out(path, "failed", bytes.unreadable);
  const origin = { source: source.source, source_id: path.normalize("NFC") };
  const text = isMarkdown(path) && !kept ? decodeText(bytes) : null;
  if (!text) {
    const remarks = isMarkdown(path) && !kept ? ["It is not text in UTF-8 or UTF-16, so it was kept as a file, byte for byte."] : [];
    return {
      kind: "attachment",
      path,
      file: {
        folder: kept?.folder ?? place.folder,
        name: kept?.name ?? place.name,
        mime: kept?.mime,
        ...origin,
        bytes,
        created_at: file.created_at ?? file.modified_at,
      },
      remarks,
    };
  }
  const read = readMarkdown(text.text);
  const values = Object.hasOwn(workspace.notes, path) ? workspace.notes[path]! : null;
  const modified = source.own ? file.modified_at : (read.modified_at ?? file.modified_at);
  const created = source.own ? (file.created_at ?? modified) : (read.created_at ?? file.created_at ?? Math.min(modified, file.modified_at));
  return {
    kind: "note",
    path,
    note: {
      ...origin,
      name: values?.name ?? noteName(place.name),
      folder: values?.folder ?? place.folder,
      content: values?.text_at === undefined ? read.content : text.text.slice(values.text_at),
      front_matter: values?.made ? "" : values?.text_at === undefined ? read.front_matter : text.text.slice(0, values.text_at),
      tags: values?.tags ?? read.tags,
      aliases: values?.aliases ?? read.aliases,
      created_at: created,
      modified_at: modified,
    },
    values,
    remarks: text.utf16 ? [...read.remarks, "It was in UTF-16; its text is kept as UTF-8."] : read.remarks,
  };
}

async function readBytes(file: SourceFile) {
  try {
    return await file.read();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    return { unreadable: "The device could not read it. Check that it is still there and import it again." };
  }
}
