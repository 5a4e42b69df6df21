import { expect, type Page } from "playwright/test";
import { noteIds, run } from "../tabs-helpers.ts";

/** Pages, indexes, references, search: every check that the app has. */
export async function isWhole(page: Page): Promise<void> {
  expect(await run(page, 'return atelier.sql("PRAGMA integrity_check")')).toEqual([{ integrity_check: "ok" }]);
  expect(await run(page, 'return (await atelier.task("database.check", {})).complaints')).toEqual([]);
}

/** Every note that was acknowledged is there. */
export async function withoutLoss(page: Page, acknowledged: ReadonlySet<string>, round: number): Promise<void> {
  const kept = new Set(await noteIds(page));
  expect(
    [...acknowledged].filter((id) => !kept.has(id)),
    `after ${round} kills`,
  ).toEqual([]);
}

export const countOf = (page: Page) => run<number>(page, 'return (await atelier.query("node.count", {})).count');
