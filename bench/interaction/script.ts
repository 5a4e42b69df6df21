import type { Page } from "playwright";
import { TYPED } from "../workload.ts";

/** One thing that a person does, again and again; `turn` tells the rounds apart. */
export interface Phase {
  readonly name: string;
  readonly run: (page: Page, turn: number) => Promise<void>;
}

const KEY_MS = 55;
const SENTENCE = "A line as somebody writes it, with a [thought](https://example.org) and **weight**. ";
const WORDS = [TYPED, "zymurgist", "water", "東京", "people"];
const ROWS_A_ROUND = 6;
const WHEELS = 24;
const PAUSE_MS = 400;

const grid = (page: Page) => page.getByRole("grid", { name: "Notes" });
const toNotes = async (page: Page) => {
  if (!new URL(page.url()).pathname.startsWith("/notes")) await page.getByRole("link", { name: "Notes", exact: true }).first().click();
  await grid(page).waitFor();
};

/** In the order of a sitting: look through the list, read, write, search, look at the graph, come home. */
export const PHASES: readonly Phase[] = [
  {
    name: "scroll the list",
    run: async (page) => {
      await toNotes(page);
      await grid(page).hover();
      for (let i = 0; i < WHEELS; i++) {
        await page.mouse.wheel(0, i % 6 === 5 ? -400 : 900);
        await page.waitForTimeout(60);
      }
    },
  },
  {
    name: "open notes",
    run: async (page) => {
      await toNotes(page);
      for (let i = 0; i < ROWS_A_ROUND; i++) {
        const rows = grid(page).getByRole("row");
        await rows.nth(Math.min(i + 1, (await rows.count()) - 1)).click();
        await page.waitForTimeout(PAUSE_MS);
      }
    },
  },
  {
    name: "write",
    run: async (page, turn) => {
      await page.getByRole("textbox", { name: "Content" }).click();
      await page.keyboard.press("Control+End");
      await page.keyboard.type(`${SENTENCE}${turn}.`, { delay: KEY_MS });
      await page.waitForTimeout(PAUSE_MS);
    },
  },
  {
    name: "search",
    run: async (page, turn) => {
      await page.keyboard.press("Control+K");
      const box = page.getByRole("combobox", { name: "Search everything" });
      await box.waitFor();
      await box.pressSequentially(WORDS[turn % WORDS.length]!, { delay: KEY_MS * 2 });
      await page.waitForTimeout(PAUSE_MS);
      for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowDown", { delay: KEY_MS });
      await page.keyboard.press(turn % 2 === 0 ? "Enter" : "Escape");
      if (turn % 2 === 1 && (await box.isVisible())) await page.keyboard.press("Escape");
      await box.waitFor({ state: "hidden" });
      await page.waitForTimeout(PAUSE_MS);
    },
  },
  {
    name: "go between the areas",
    run: async (page) => {
      for (const name of ["Home", "Graph", "Notes"]) {
        await page.getByRole("link", { name, exact: true }).first().click();
        await page.waitForTimeout(PAUSE_MS * 2);
      }
    },
  },
];
