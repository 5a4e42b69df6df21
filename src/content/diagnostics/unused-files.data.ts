import type { ReadContext, TaskContext, WriteContext } from "../../db/module.ts";
import { attachments, deleteAttachment, dropUnusedBlobs } from "../note/attachments.data.ts";
import type { Attachment } from "../note/note.model.ts";
import type { UnusedFiles } from "./diagnostics.model.ts";

export const UNUSED_FILES_SQL = {
  texts: `SELECT n.pk, n.content, coalesce(t.front_matter, '') AS front_matter
    FROM nodes n LEFT JOIN notes t ON t.id = n.id WHERE n.pk > ? ORDER BY n.pk LIMIT 200`,
  count: "SELECT count(*) FROM nodes",
  unkept: `SELECT count(*) AS count, coalesce(sum(size), 0) AS bytes FROM blobs
    WHERE NOT EXISTS (SELECT 1 FROM attachments a WHERE a.hash = blobs.hash)`,
} as const;

/** Between these a text names a file: the signs of wikilinks, Markdown links, HTML and YAML. */
const BETWEEN = /[[\]()|#<>"'\n\r]+/;

/** Files that no text names, those in the trash included, and bytes that no file has any more. One walk over all texts, in steps. */
export async function unusedFiles(ctx: TaskContext): Promise<UnusedFiles> {
  const files = attachments(ctx);
  const left = new Map<string, Attachment[]>();
  for (const file of files) left.set(folded(file.name), [...(left.get(folded(file.name)) ?? []), file]);
  // A name with one of the signs in it is not found between them.
  const odd = [...left.keys()].filter((name) => BETWEEN.test(name));
  const total = ctx.db.value<number>(UNUSED_FILES_SQL.count)!;
  let done = 0;
  for (let rows = textsAfter(ctx, 0); rows.length > 0 && left.size > 0; rows = textsAfter(ctx, rows.at(-1)!.pk)) {
    for (const { content, front_matter } of rows) {
      for (const text of [content, front_matter]) for (const name of namesIn(text, odd)) left.delete(name);
    }
    done += rows.length;
    ctx.progress({ phase: "Reading every text for the files it names", done, total });
    await ctx.pause();
  }
  const unkept = ctx.db.row<{ count: number; bytes: number }>(UNUSED_FILES_SQL.unkept)!;
  return { files: [...left.values()].flat().toSorted((a, b) => b.size - a.size), unkept };
}

const textsAfter = (ctx: ReadContext, pk: number) =>
  ctx.db.rows<{ pk: number; content: string; front_matter: string }>(UNUSED_FILES_SQL.texts, [pk]);

function* namesIn(text: string, odd: readonly string[]): Generator<string> {
  for (const piece of text.split(BETWEEN)) {
    const last = piece.slice(piece.lastIndexOf("/") + 1);
    yield folded(last);
    if (last.includes("%")) yield folded(decoded(last));
  }
  if (odd.length === 0) return;
  const whole = folded(text);
  const plain = whole.includes("%") ? folded(decoded(text)) : whole;
  for (const name of odd) if (whole.includes(name) || plain.includes(name)) yield name;
}

const folded = (name: string): string => name.normalize("NFC").toLowerCase().trim();

/** Each sequence by itself: one that is none leaves the others readable. */
const decoded = (text: string): string =>
  text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (sequence) => {
    try {
      return decodeURIComponent(sequence);
    } catch {
      return sequence;
    }
  });

/** Can be undone until their bytes are let go. */
export function deleteFiles(ctx: WriteContext, ids: readonly string[]): { deleted: number } {
  for (const id of ids) deleteAttachment(ctx, id);
  return { deleted: ids.length };
}

/** Cannot be undone. */
export function releaseBytes(ctx: WriteContext): { bytes: number } {
  const { bytes } = ctx.db.row<{ bytes: number }>(UNUSED_FILES_SQL.unkept)!;
  dropUnusedBlobs(ctx);
  return { bytes };
}
