import type { Page } from "playwright";

export interface FrameRate {
  /** Frames a second. */
  readonly perSecond: number;
  /** The longest time between two of them, milliseconds. */
  readonly longest: number;
}

/** The frames that the page draws while something is done to it. */
export async function framesWhile(page: Page, work: () => Promise<void>): Promise<FrameRate> {
  await page.evaluate(countFrames);
  await work();
  const times = await page.evaluate(() => (globalThis as unknown as { frames: number[] }).frames.splice(0));
  const gaps = times.slice(1).map((time, i) => time - times[i]!);
  return { perSecond: (1000 * gaps.length) / (times.at(-1)! - times[0]!), longest: Math.max(...gaps) };
}

function countFrames(): void {
  const frames: number[] = [];
  (globalThis as unknown as { frames: number[] }).frames = frames;
  const next = (time: number) => {
    // Another count has begun.
    if ((globalThis as unknown as { frames: number[] }).frames !== frames) return;
    frames.push(time);
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
}
