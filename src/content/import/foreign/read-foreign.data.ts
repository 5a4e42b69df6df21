import type { SourceFile } from "../import-source.data.ts";
import { decodeText } from "../text-encoding.data.ts";
import { calendar } from "./calendar.data.ts";
import { creationStore } from "./creation-store.data.ts";
import type { ForeignContent, ForeignFormat } from "./foreign.data.ts";
import { isSqlite, readIsometry } from "./isometry.data.ts";
import { fileTooLarge } from "./refuse.data.ts";
import { songs } from "./songs.data.ts";
import { todoist } from "./todoist.data.ts";
import { vibing2, vibing2Users } from "./vibing2.data.ts";

const FORMATS: readonly ForeignFormat[] = [calendar, todoist, vibing2Users, vibing2, songs, creationStore];
const LARGEST = { text: 64 * 1024 ** 2, database: 200 * 1024 ** 2 };
const MOST = 100_000;

/** What a file of another program holds, or null if it is of none that is known (IF1). */
export async function readForeign(file: SourceFile): Promise<ForeignContent | null> {
  if (file.size > LARGEST.database || file.size === 0) return null;
  const bytes = await file.read();
  if (!(bytes instanceof Uint8Array)) return null;
  if (isSqlite(bytes)) return readIsometry(bytes, nameOf(file.path), file.modified_at);
  if (bytes.length > LARGEST.text) return null;
  const text = decodeText(bytes)?.text.replace(/^\ufeff/, "");
  const format = text === undefined ? undefined : FORMATS.find((one) => one.recognises(text));
  if (text === undefined || !format) return null;
  const content = await format.read({ text, name: nameOf(file.path), modified_at: file.modified_at });
  if (content.files.length > MOST) throw fileTooLarge(nameOf(file.path), "100,000 things");
  return content;
}

/** `Renovation` of `Backup/Renovation (2).csv`. */
const nameOf = (path: string): string =>
  path
    .replace(/^.*\//, "")
    .replace(/\.[a-z]{2,8}$/i, "")
    .replace(/ ?\(\d+\)$/, "")
    .trim() || "files";
