import type { ReadContext, TaskContext, WriteContext } from "../../db/module.ts";
import { undo } from "../spine/undo.data.ts";
import { roomForOthers, takeBackInSteps } from "../spine/undo-steps.data.ts";
import { hasChanges } from "../../db/spine/undo.ts";

export const ROLLBACK_SQL = {
  running: "SELECT json_extract(value_json, '$') FROM meta WHERE key = 'import.running'",
  begin: "INSERT INTO meta (key, value_json) VALUES ('import.running', json_quote(?))",
  end: "DELETE FROM meta WHERE key = 'import.running'",
  report: "DELETE FROM imports WHERE batch = ?",
  // Of files that are still here, and of those that a step of the same rollback has deleted.
  newHashes: `SELECT a.hash FROM changes c JOIN attachments a ON a.id = c.row_id WHERE c.mutation_id = ? AND c.table_name = 'attachments'
    UNION SELECT json_extract(before_json, '$.hash') FROM changes WHERE mutation_id = ? AND table_name = 'attachments' AND op = 'delete'`,
  dropBlob: `DELETE FROM blobs WHERE hash = ? AND NOT EXISTS (SELECT 1 FROM attachments a WHERE a.hash = blobs.hash)
    AND NOT EXISTS (SELECT 1 FROM changes c WHERE c.table_name = 'attachments' AND c.op = 'delete' AND c.mutation_id <> ? AND c.mutation_id NOT LIKE '%-rolled-back'
      AND json_extract(c.before_json, '$.hash') = blobs.hash)`,
};

/** The batch of an import that has begun and not ended; after a start: one that was cut off. */
export const runningImport = (ctx: ReadContext): string | undefined => ctx.db.value<string>(ROLLBACK_SQL.running);

/** Takes back what an import that did not end has written: notes, links, files, its report (IM7, failure 28). */
export function rollbackImport(ctx: WriteContext, batch: string): void {
  const hashes = ctx.db.rows<{ hash: string }>(ROLLBACK_SQL.newHashes, [batch, rollbackId(batch)]);
  if (hasChanges(ctx, batch)) undo(ctx, batch);
  for (const { hash } of hashes) ctx.db.run(ROLLBACK_SQL.dropBlob, [hash, batch]);
  ctx.db.run(ROLLBACK_SQL.report, [batch]);
  ctx.db.run(ROLLBACK_SQL.end);
}

/** The id under which taking a batch back is recorded. */
export const rollbackId = (batch: string): string => `${batch.slice(0, 50)}-rolled-back`;

const STEP_INDEX = 100;

/** In steps that let others go first: until the last of them it is a running import, which a next start would take back (IM7). */
export async function cancelImport(ctx: TaskContext, batch: string): Promise<void> {
  await takeBackInSteps(ctx, batch, rollbackId(batch));
  ctx.write(rollbackId(batch), (write) => rollbackImport(write, batch));
  while (ctx.indexDeferred(STEP_INDEX) > 0) await roomForOthers(ctx);
}
