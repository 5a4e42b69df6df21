import type { TaskContext } from "../../../db/module.ts";

/** Between two pieces of work: lets others go first when it was long enough since they last could (IM7). */
export type Turns = () => Promise<void> | undefined;

const TURN_MS = 15;

export function createTurns(ctx: TaskContext): Turns {
  let since = ctx.now();
  const pause = async () => {
    await ctx.pause();
    since = ctx.now();
  };
  return () => (ctx.now() - since >= TURN_MS ? pause() : undefined);
}
