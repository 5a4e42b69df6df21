import type { Page } from "playwright";
import { type FrameRate, framesWhile } from "./frames.ts";

/** While the picture is moved. */
export interface Frames extends FrameRate {
  readonly nodes: number;
  readonly edges: number;
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
  const rate = await framesWhile(page, async () => {
    for (let i = 0; i < MOVES; i++) {
      await page.mouse.move(at.x + 200 * Math.sin(i / 8), at.y + 120 * Math.cos(i / 8));
      await page.waitForTimeout(MOVE_MS);
    }
  });
  await page.mouse.up();
  return {
    ...rate,
    nodes: Number(await canvas.getAttribute("data-nodes")),
    edges: Number(await canvas.getAttribute("data-edges")),
    renderer: await page.evaluate(rendererInPage),
  };
}

function rendererInPage(): string {
  const gl = document.createElement("canvas").getContext("webgl");
  const about = gl?.getExtension("WEBGL_debug_renderer_info");
  return gl && about ? String(gl.getParameter(about.UNMASKED_RENDERER_WEBGL)) : "none";
}
