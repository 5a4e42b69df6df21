import type { Progress } from "../../base/progress.ts";
import { createPace } from "../pace.ts";

/** What long work on files needs of a task: to say how far it is, and to let others through. */
export interface Work {
  readonly signal: { readonly aborted: boolean };
  progress(progress: Progress): void;
  /** Throws `Refusal('Cancelled')` when the person cancelled. */
  pause(): Promise<void>;
}

/** Fine milliseconds. */
export type Precise = () => number;

/**
 * Repeats `step` until it answers that all is done, with a pause after each; a step is told how much it may do, and that
 * is made to take about 15 ms. `left` and `total` are asked for the progress.
 */
export async function inSteps(
  work: Work,
  precise: Precise,
  phase: string,
  { first, most }: { readonly first: number; readonly most: number },
  step: (size: number) => boolean,
  far: () => { readonly done: number; readonly total: number },
): Promise<void> {
  const pace = createPace(precise, first, most);
  while (!pace.step(step)) {
    work.progress({ phase, ...far() });
    await work.pause();
  }
}
