import { expect, test } from "playwright/test";

interface CaseResult {
  readonly name: string;
  readonly error: string | null;
}

test("the contract of the database driver holds on the browser's own file system (failures 6, 15, 17, 19, 20, 27)", async ({ page }) => {
  await page.goto("/e2e/pages/driver-contract.html");
  const results = await page.evaluate(() => (window as unknown as { contractResults: Promise<CaseResult[]> }).contractResults);
  expect(results.filter((result) => result.error !== null)).toEqual([]);
  expect(results.length).toBeGreaterThan(15);
});
