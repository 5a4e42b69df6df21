import type { Page } from "playwright/test";
import { run } from "../tabs-helpers.ts";

export const NOTES = 300;

/** So many notes that a copy of the workspace takes a while. */
export const fill = (page: Page): Promise<unknown> =>
  run(
    page,
    `await atelier.mutate(Array.from({ length: ${NOTES} }, (_, n) =>
      ({ name: "note.create", args: { id: "n" + n, name: "Note " + n, content: ("word" + n + " ").repeat(1500) } })))`,
  );

interface Listed {
  readonly name: string;
  readonly kind: string;
  readonly verified: boolean;
  readonly damaged: boolean;
}
export const backups = (page: Page) => run<Listed[]>(page, 'return atelier.task("backup.list", {})');
