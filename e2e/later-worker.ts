import type { Page } from "playwright/test";

/** The end of the newest migration of the sequence `versions`, as it stands in the built worker. */
const LAST = /(CREATE INDEX versions_by_node ON versions \(node_id, seq\);(?:\\n|\n)`\})/;

/** Headers that tell how it was sent, not what it is. */
const OF_THE_WAY = new Set(["content-encoding", "content-length", "transfer-encoding", "connection"]);

/** Names below `localhost` are known to browsers, not to every system. */
function onThisHost(address: string): string {
  const url = new URL(address);
  if (url.hostname.endsWith(".localhost")) url.hostname = "localhost";
  return url.href;
}

/** The page gets a worker of a later version of Atelier: the same with more migrations. */
export async function withMigrations(page: Page, later: readonly string[]): Promise<void> {
  await page.route(/\/assets\/main-[\w-]+\.js$/, async (route) => {
    // Not by the browser, which may be killed meanwhile.
    const response = await fetch(onThisHost(route.request().url()));
    const body = await response.text();
    if (!LAST.test(body)) throw new Error("The worker's migrations do not look as this test thinks.");
    const added = later.map((sql, i) => `,{number:${i + 2},sql:${JSON.stringify(sql)}}`).join("");
    const headers = Object.fromEntries([...response.headers].filter(([name]) => !OF_THE_WAY.has(name)));
    await route.fulfill({ headers, body: body.replace(LAST, (last) => last + added) }).catch(() => undefined);
  });
}
