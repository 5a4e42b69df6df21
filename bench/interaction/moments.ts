import type { Page } from "playwright";
import { Figures } from "../figures.ts";
import { type FrameRate, framesWhile } from "../frames.ts";

const KEY_MS = 40;
const LONG = 1_000_000;
const PROSE = "The river keeps its own time and we keep ours, writing one line after another until the tape runs out. ".repeat(10);
const PARAGRAPH = `## Part\n\nThe **chorus** comes on the *third* beat, see [[Tape machine]] and #mixing. ${PROSE}\n\n- [ ] one\n- [x] two\n\n`;
const WHEELS = 90;
const WHEEL_MS = 30;

/** Milliseconds from a key to the end of the frame that shows it, in a note of 1 MB. */
export async function keysInLongNote(page: Page, url: string): Promise<Figures> {
  const id = await page.evaluate(
    async (content) => {
      const { atelier } = globalThis as unknown as { atelier: { mutate(commands: object[]): Promise<{ value: { id: string } }[]> } };
      const [made] = await atelier.mutate([{ name: "note.create", args: { name: "A note of 1 MB", content } }]);
      return made!.value.id;
    },
    PARAGRAPH.repeat(Math.ceil(LONG / PARAGRAPH.length)),
  );
  await page.goto(new URL(`/notes/${id}`, url).href);
  await page.getByRole("textbox", { name: "Content" }).click();
  await page.keyboard.press("Control+Home");
  await page.evaluate(timeKeys);
  await page.keyboard.type("Written in the middle of a very long note. ".repeat(4), { delay: KEY_MS });
  return new Figures(await page.evaluate(() => (globalThis as unknown as { keyTimes: number[] }).keyTimes));
}

function timeKeys(): void {
  const keyTimes: number[] = [];
  Object.assign(globalThis, { keyTimes });
  const onKey = () => {
    const start = performance.now();
    // A message that is sent when the frame is made arrives when it is done.
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener("message", () => keyTimes.push(performance.now() - start));
    port1.start();
    requestAnimationFrame(() => port2.postMessage(null));
  };
  document.addEventListener("keydown", onKey, true);
}

/** While the list of all notes is scrolled, down and a little up again. */
export async function scrollNotes(page: Page, url: string): Promise<FrameRate> {
  await page.goto(new URL("/notes", url).href);
  const grid = page.getByRole("grid", { name: "Notes" });
  await grid.getByRole("row").first().waitFor();
  await grid.hover();
  return framesWhile(page, async () => {
    for (let i = 0; i < WHEELS; i++) {
      await page.mouse.wheel(0, i % 6 === 5 ? -300 : 500);
      await page.waitForTimeout(WHEEL_MS);
    }
  });
}
