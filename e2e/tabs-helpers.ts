import { expect, type BrowserContext, type Page, type Route } from "playwright/test";

/** The parts of `window.atelier` that these tests call, as text for `page.evaluate`. */
export const run = <T>(page: Page, body: string): Promise<T> => page.evaluate(`(async () => { ${body} })()`);

/** Waits until an expression is true in the page; the content policy forbids Playwright's own way to wait for a text. */
export const until = (page: Page, expression: string, timeout = 10_000): Promise<void> =>
  expect.poll(() => run(page, `return Boolean(${expression})`), { timeout, intervals: [20, 50, 100] }).toBe(true);

export async function openTab(context: Pick<BrowserContext, "newPage">, path = "/"): Promise<Page> {
  const page = await context.newPage();
  await page.goto(path);
  await until(page, "window.atelier");
  return page;
}

export async function openReadyTab(context: Pick<BrowserContext, "newPage"> & { readonly url?: string }): Promise<Page> {
  const page = await openTab(context, context.url);
  await run(page, "await atelier.ready");
  return page;
}

export const role = (page: Page): Promise<string> => run(page, "return (await atelier.status()).role");

/** The tab's own worker: playwright lists the service worker elsewhere. */
export const workerOf = (page: Page) => page.workers()[0]!;

/** The worker of the page does nothing for so long: what a sleeping tab looks like to the others. Resolves when it has begun. */
export async function block(page: Page, ms: number): Promise<void> {
  const loop = (time: number) =>
    void setTimeout(() => {
      for (const end = Date.now() + time; Date.now() < end;) continue;
    });
  await workerOf(page).evaluate(loop, ms);
  await new Promise((resolve) => setTimeout(resolve, 50));
}

export const write = (page: Page, id: string): Promise<{ ok: boolean }[]> =>
  run(page, `return atelier.mutate([{ name: "note.create", args: { id: "${id}", name: "Note ${id}" } }])`);

export const noteIds = async (page: Page): Promise<string[]> =>
  (await run<{ id: string }[]>(page, 'return atelier.sql("SELECT id FROM nodes ORDER BY id")')).map(({ id }) => id);

/** Writes until told to stop; keeps what was acknowledged and the longest time between two acknowledgements. */
export const startWriting = (page: Page, prefix: string): Promise<void> =>
  run(
    page,
    `
    const log = (window.writing = { acknowledged: [], longest: 0, stop: false });
    (async () => {
      for (let n = 0, last = performance.now(); !log.stop; n++) {
        const id = "${prefix}-" + String(n).padStart(6, "0");
        const [outcome] = await atelier.mutate([{ name: "note.create", args: { id, name: id } }]);
        const now = performance.now();
        log.longest = Math.max(log.longest, now - last);
        last = now;
        if (outcome.ok) log.acknowledged.push(id);
      }
      log.ended = true;
    })();
  `,
  );

export async function stopWriting(page: Page): Promise<{ acknowledged: string[]; longest: number }> {
  await run(page, "window.writing.stop = true");
  await until(page, "window.writing.ended");
  return run(page, "return window.writing");
}

/** Runs `prelude` in every worker that the page starts, before the worker's own code. */
export async function withPrelude(page: Page, prelude: string): Promise<void> {
  await page.route(/\/assets\/main-[\w-]+\.js$/, async (route: Route) => {
    const response = await route.fetch();
    const body = await response.text();
    await route.fulfill({ response, body: `${prelude};\n${body}` });
  });
}

export const median = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
