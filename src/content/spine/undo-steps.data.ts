import { Refusal } from "../../base/result.ts";
import type { ReadContext, TaskContext, WriteContext } from "../../db/module.ts";
import { createPace } from "../../db/pace.ts";
import { hasChanges } from "../../db/spine/undo.ts";
import { undo, undoPart } from "./undo.data.ts";

export const UNDO_STEPS_SQL = {
  running: "SELECT json_extract(value_json, '$.of') AS of, json_extract(value_json, '$.as') AS \"as\" FROM meta WHERE key = 'undo.running'",
  begin: "INSERT INTO meta (key, value_json) VALUES ('undo.running', json_object('of', ?, 'as', ?))",
  end: "DELETE FROM meta WHERE key = 'undo.running'",
  size: "SELECT count(*) FROM changes WHERE mutation_id = ? AND origin = 'local'",
};

const STEP_ROWS = { first: 100, most: 5000 };

interface Running {
  /** What is taken back. */
  readonly of: string;
  /** The mutation id under which that is recorded. */
  readonly as: string;
}

export const runningUndo = (ctx: ReadContext): Running | undefined => ctx.db.row<Running>(UNDO_STEPS_SQL.running);

/** Rows that a mutation changed: how long it takes to take it back. */
export const undoSize = (ctx: ReadContext, mutationId: string): number => ctx.db.value<number>(UNDO_STEPS_SQL.size, [mutationId])!;

/**
 * Takes a large change back in steps that let others go first. It is noted when it begins, so that it is taken back
 * whole, whatever happens: a cancel does not stop it, and a next start finishes it (SP8).
 */
export async function undoInSteps(ctx: TaskContext, mutationId: string): Promise<{ undone: number; kept: number }> {
  if (!hasChanges(ctx, mutationId))
    throw new Refusal("NothingToUndo", "There is nothing to take back: this change was not found. Nothing was changed.");
  if (runningUndo(ctx))
    throw new Refusal("UndoRunning", "Something large is being undone already. Nothing was changed; wait for it to end.");
  const as = `${mutationId.slice(0, 50)}-undone-${ctx.now()}`;
  ctx.write(as, (write) => void write.db.run(UNDO_STEPS_SQL.begin, [mutationId, as]));
  const inSteps = await takeBackInSteps(ctx, mutationId, as);
  const rest = ctx.write(as, (write) => finishUndo(write, mutationId));
  return { ...rest, undone: rest.undone + inSteps };
}

/** What the steps left over, in one transaction. */
export function finishUndo(ctx: WriteContext, mutationId: string): { undone: number; kept: number } {
  ctx.db.run(UNDO_STEPS_SQL.end);
  return undo(ctx, mutationId);
}

/** Takes back, recorded under `as`, what the mutation inserted and nobody touched since; `undo` has to follow. Answers how many rows. */
export async function takeBackInSteps(ctx: TaskContext, mutationId: string, as: string): Promise<number> {
  const total = undoSize(ctx, mutationId);
  const pace = createPace(() => ctx.now(), STEP_ROWS.first, STEP_ROWS.most);
  let seen = 0;
  let gone = 0;
  for (let next: number | null = Number.MAX_SAFE_INTEGER; next !== null;) {
    const before: number = next;
    const step = pace.step((limit) => {
      seen += limit;
      return ctx.write(as, (write) => undoPart(write, mutationId, before, limit), { commit: "later" });
    });
    next = step.next;
    gone += step.gone;
    ctx.progress({ phase: "Undoing", done: Math.min(seen, total), total });
    await roomForOthers(ctx);
  }
  return gone;
}

/** A cancelled task may no longer pause, but what it has begun to take back it takes back whole. */
export const roomForOthers = (ctx: TaskContext): Promise<void> => ctx.pause().catch(() => undefined);
