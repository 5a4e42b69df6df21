import type { Page } from "playwright/test";

/** The end of the newest migration of the sequence `versions`, as it stands in the built worker. */
const LAST = /(CREATE INDEX versions_by_node ON versions \(node_id, seq\);(?:\\n|\n)`\})/;

/** Names below `localhost` are known to browsers, not to every system. */
function onThisHost(address: string): string {
  const url = new URL(address);
  if (url.hostname.endsWith(".localhost")) url.hostname = "localhost";
  return url.href;
}

/** The page gets a worker of a later version of Atelier: the same with more migrations. */
export async function withMigrations(page: Page, later: readonly string[]): Promise<void> {
  await page.route(/\/assets\/main-[\w-]+\.js$/, async (route) => {
    const response = await route.fetch({ url: onThisHost(route.request().url()) });
    const body = await response.text();
    if (!LAST.test(body)) throw new Error("The worker's migrations do not look as this test thinks.");
    const added = later.map((sql, i) => `,{number:${i + 2},sql:${JSON.stringify(sql)}}`).join("");
    await route.fulfill({ response, body: body.replace(LAST, (last) => last + added) });
  });
}
