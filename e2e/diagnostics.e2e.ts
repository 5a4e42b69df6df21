import { expect, test, type Page } from "playwright/test";
import { violations } from "./axe.ts";
import { openReadyTab, run } from "./tabs-helpers.ts";

const SECRET = "quinsyberry";

/** A workspace in which something has happened, whose every text is known to this test. */
async function open(page: Page): Promise<void> {
  await openReadyTab({ newPage: async () => page });
  await run(
    page,
    `await atelier.mutate(Array.from({ length: 200 }, (_, n) => ({ name: "note.create", args: {
      id: "n" + n, name: "${SECRET} " + n, folder: "${SECRET} folder", content: ("${SECRET} word" + n + " #${SECRET} ").repeat(60) } })));
    for (let n = 0; n < 20; n++) await atelier.query("node.list", { limit: 50 });
    await atelier.query("search.nodes", { text: "${SECRET}" });`,
  );
  await page.goto("/diagnostics");
  await expect(page.getByRole("heading", { name: "Diagnostics" })).toBeVisible();
  // Panels grow as they are filled, and a click on one that moves is lost.
  await expect(panel(page, "Statements").locator("details").first()).toBeVisible();
  await expect(panel(page, "Events").getByRole("listitem").first()).toBeVisible();
}
const panel = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

test("DI1: statements with their runs, p50, p99 and plan, and none of what was written", async ({ page }) => {
  await open(page);
  const statements = panel(page, "Statements");
  const first = statements.locator("details").first();
  await expect(first).toBeVisible();
  await first.locator("summary").press("Enter");
  await expect(first.getByText(/SCAN|SEARCH/).first()).toBeVisible();
  expect(await statements.textContent()).not.toContain(SECRET);
  const { rows } = await run<{ rows: { runs: number; p50_ms: number; p99_ms: number; max_ms: number; sql: string }[] }>(
    page,
    'return atelier.task("diagnostics.statements", { all: true })',
  );
  expect(rows.length).toBeGreaterThan(10);
  for (const row of rows) expect(row.p50_ms, row.sql).toBeLessThanOrEqual(row.p99_ms);
});

test("DI5: check, optimize, vacuum and the search index anew, each with its outcome in words", async ({ page }) => {
  await open(page);
  const upkeep = panel(page, "Upkeep");
  const hits = () => run<string[]>(page, `return (await atelier.query("search.nodes", { text: "word7 " })).hits.map(({ id }) => id)`);
  const before = await hits();
  expect(before).toContain("n7");
  for (const [button, outcome] of [
    ["Check integrity", /All is well: \d+ tables/],
    ["Optimize", /^Optimized/],
    ["Vacuum", /The file (went from|was written anew)/],
    ["Rebuild search index", /The search index is new: 200 items/],
  ] as const) {
    await upkeep.getByRole("button", { name: button }).click();
    await expect(upkeep.getByText(outcome)).toBeVisible({ timeout: 30_000 });
    expect(await hits(), `after ${button}`).toEqual(before);
  }
});

test("DB9, DI6: the console reads, refuses to write in words, and remembers what was asked", async ({ page }) => {
  await open(page);
  const console_ = panel(page, "SQL console");
  const field = console_.getByRole("textbox", { name: "Statement" });
  await field.fill("SELECT count(*) AS how_many FROM nodes");
  await field.press("Control+Enter");
  await expect(console_.getByRole("columnheader", { name: "how_many" })).toBeVisible();
  await expect(console_.getByRole("cell", { name: "200" })).toBeVisible();
  for (const statement of ["DELETE FROM nodes", "ATTACH 'x' AS y", "PRAGMA user_version = 7"]) {
    await field.fill(statement);
    await console_.getByRole("button", { name: "Run" }).click();
    await expect(console_.getByRole("alert")).toContainText("Only reading is allowed here");
    await field.fill("SELECT 1 AS one");
    await console_.getByRole("button", { name: "Run" }).click();
    await expect(console_.getByRole("columnheader", { name: "one" })).toBeVisible();
  }
  await field.fill("SELECT 1; DELETE FROM nodes");
  await console_.getByRole("button", { name: "Run" }).click();
  await expect(console_.getByRole("alert")).toBeVisible();
  expect(await run(page, 'return atelier.sql("SELECT count(*) AS n FROM nodes")')).toEqual([{ n: 200 }]);
  await page.reload();
  await expect(console_.getByRole("combobox", { name: "Earlier statements" })).toContainText("how_many");
  const table = console_
    .getByRole("complementary", { name: "Tables" })
    .locator("details")
    .filter({ hasText: /^edges/ })
    .first();
  await table.locator("summary").click();
  await table.getByRole("button", { name: "First 50 rows" }).click();
  await expect(field).toHaveValue(/FROM edges/);
});

test("DI2, DI3: events can be filtered and saved; the report holds nothing that was written", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page);
  const events = panel(page, "Events");
  await expect(
    events
      .getByRole("list", { name: /^Events/ })
      .getByRole("listitem")
      .first(),
  ).toBeVisible();
  const download = page.waitForEvent("download");
  await events.getByRole("button", { name: "Save as JSON" }).click();
  expect((await download).suggestedFilename()).toBe("atelier-events.json");
  await page.getByRole("button", { name: "Copy a report" }).click();
  await expect(page.getByText("The report is copied.")).toBeVisible();
  const report = await run<string>(page, "return navigator.clipboard.readText()");
  expect(report).toMatch(/Atelier \d/);
  expect(report).toContain("nodes");
  expect(report).not.toContain(SECRET);
});

for (const colorScheme of ["light", "dark"] as const)
  test(`axe finds nothing serious in diagnostics, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await open(page);
    await expect(panel(page, "Statements").locator("details").first()).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });
