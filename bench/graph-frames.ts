import type { Page } from "playwright";

export interface Frames {
  readonly nodes: number;
  readonly edges: number;
  /** Frames a second while the picture is moved. */
  readonly perSecond: number;
  /** The longest time between two of them, milliseconds. */
  readonly longest: number;
  /** What draws, as WebGL says. */
  readonly renderer: string;
}

const ARRANGED_WITHIN_MS = 120_000;
const MOVES = 90;
const MOVE_MS = 33;

/** The picture of the most important nodes, arranged, then moved about by the pointer for some seconds. */
export async function measureFrames(page: Page, url: string, shown: number): Promise<Frames> {
  await page.goto(new URL(`/graph?limit=${shown}`, url).href);
  const canvas = page.locator(".graph-canvas[data-nodes]");
  await canvas.waitFor({ timeout: ARRANGED_WITHIN_MS });
  const arranging = page.locator(".graph-work");
  await page.waitForTimeout(2000);
  await arranging.waitFor({ state: "detached", timeout: ARRANGED_WITHIN_MS }).catch(() => arranging.getByRole("button").click());
  const box = (await canvas.boundingBox())!;
  const at = { x: box.x + box.width / 2, y: box.y + 30 };
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.evaluate(countFrames);
  for (let i = 0; i < MOVES; i++) {
    await page.mouse.move(at.x + 200 * Math.sin(i / 8), at.y + 120 * Math.cos(i / 8));
    await page.waitForTimeout(MOVE_MS);
  }
  const times = await page.evaluate(() => (globalThis as unknown as { frames: number[] }).frames);
  await page.mouse.up();
  const gaps = times.slice(1).map((time, i) => time - times[i]!);
  return {
    nodes: Number(await canvas.getAttribute("data-nodes")),
    edges: Number(await canvas.getAttribute("data-edges")),
    perSecond: (1000 * gaps.length) / (times.at(-1)! - times[0]!),
    longest: Math.max(...gaps),
    renderer: await page.evaluate(rendererInPage),
  };
}

function countFrames(): void {
  const frames: number[] = [];
  (globalThis as unknown as { frames: number[] }).frames = frames;
  const next = (time: number) => {
    frames.push(time);
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
}

function rendererInPage(): string {
  const gl = document.createElement("canvas").getContext("webgl");
  const about = gl?.getExtension("WEBGL_debug_renderer_info");
  return gl && about ? String(gl.getParameter(about.UNMASKED_RENDERER_WEBGL)) : "none";
}
