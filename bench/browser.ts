import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zipSync, type Zippable } from "fflate";
import { type BrowserContext, chromium, type Page } from "playwright";
import { Figures, type MeasuredInBrowser } from "./figures.ts";
import { memoryOf } from "./memory.ts";
import { generateNotes, noteAsMarkdown } from "./notes.ts";
import { firstAnswerInPage, importInPage, readInPage, touchInPage, watchFirstRow, writeInPage } from "./page-side.ts";
import { type Read, READ_RUNS, READS, typedReads, WARM_UP, WRITE_RUNS } from "./workload.ts";

const NOTES_PER_ZIP = 10_000;
const COLD_STARTS = 7;
const SYSTEM_CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Leaves a page of about 1280×800. */
const WINDOW = { width: 1280, height: 887 };

/** Everything at one size, in a browser profile of its own. */
export async function measureInBrowser(url: string, size: number): Promise<MeasuredInBrowser & { version: string }> {
  const profile = mkdtempSync(join(tmpdir(), "atelier-bench-"));
  const context = await launch(profile);
  try {
    return { ...(await measure(context, profile, url, size)), version: context.browser()!.version() };
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function measure(context: BrowserContext, profile: string, url: string, size: number): Promise<MeasuredInBrowser> {
  const page = await open(context, url);
  const bulk = await importNotes(page, profile, size);
  const reads = await measureReads(page, size);
  const ids = (await sql<{ id: string }>(page, "SELECT id FROM nodes ORDER BY id LIMIT 500")).map((row) => row.id);
  const write = new Figures(await page.evaluate(writeInPage, { ids, runs: WRITE_RUNS }));
  const touch = new Figures(await page.evaluate(touchInPage, { ids, runs: WRITE_RUNS }));
  const memory = await memoryOf(context);
  const [{ bytes }] = (await sql<{ bytes: number }>(
    page,
    "SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size",
  )) as [{ bytes: number }];
  await page.close();
  return {
    reads,
    write,
    touch,
    bulk: bulk.took,
    longestBlock: bulk.block,
    memory,
    databaseBytes: bytes,
    ...(await coldStarts(context, url)),
  };
}

export function launch(profile: string): Promise<BrowserContext> {
  const wanted =
    process.env["ATELIER_CHROMIUM"] ??
    (existsSync(chromium.executablePath()) ? undefined : SYSTEM_CHROMIUM.find((path) => existsSync(path)));
  const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launchPersistentContext(profile, {
    ...(wanted && { executablePath: wanted }),
    args: [
      ...asRoot,
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--disable-quic",
      `--window-size=${WINDOW.width},${WINDOW.height}`,
    ],
    // No size is emulated: what of it lies below the window is never drawn, and a key typed there waits for its picture.
    viewport: null,
  });
}

export async function open(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  page.on("pageerror", (error) => console.error(`In the page: ${error.message}`));
  await page.goto(url);
  await page.evaluate(() => (globalThis as unknown as { atelier: { ready: Promise<void> } }).atelier.ready);
  return page;
}

export async function importNotes(page: Page, folder: string, size: number): Promise<{ took: number; block: number }> {
  const input = await page.evaluateHandle(() => Object.assign(document.createElement("input"), { type: "file", multiple: true }));
  await input.setInputFiles(writeVaults(folder, size));
  return page.evaluate(importInPage, input);
}

function writeVaults(folder: string, size: number): string[] {
  const paths: string[] = [];
  let files: Zippable = {};
  let count = 0;
  for (const note of generateNotes(size)) {
    files[`${note.folder}/${note.name}.md`] = [
      new TextEncoder().encode(noteAsMarkdown(note)),
      { level: 1, mtime: new Date(note.modified) },
    ];
    if (++count % NOTES_PER_ZIP === 0 || count === size) {
      paths.push(join(folder, `vault-${paths.length}.zip`));
      writeFileSync(paths.at(-1)!, zipSync(files));
      files = {};
    }
  }
  return paths;
}

async function measureReads(page: Page, size: number): Promise<Map<string, Figures>> {
  const reads = new Map<string, Figures>();
  const record = async (list: readonly Read[], runs: number, cursor: unknown) =>
    reads.set(list[0]!.label, new Figures(await page.evaluate(readInPage, { reads: list, runs, warmUp: WARM_UP, cursor })));
  for (const read of READS) {
    const at = read.depth === undefined ? undefined : Math.min(read.depth, size / 2);
    const [cursor = null] =
      at === undefined
        ? []
        : await sql(
            page,
            `SELECT modified_at AS value, id FROM nodes WHERE deleted_at IS NULL ORDER BY modified_at DESC, id DESC LIMIT 1 OFFSET ${at}`,
          );
    await record([read], READ_RUNS, cursor);
  }
  await record(typedReads(), 4, null);
  return reads;
}

const sql = <T = Record<string, unknown>>(page: Page, text: string): Promise<T[]> =>
  page.evaluate(
    (statement) => (globalThis as unknown as { atelier: { sql(text: string): Promise<unknown[]> } }).atelier.sql(statement),
    text,
  ) as Promise<T[]>;

async function coldStarts(context: BrowserContext, url: string): Promise<{ coldStart: Figures; coldAnswer: Figures }> {
  const painted: number[] = [];
  const answered: number[] = [];
  for (let i = 0; i < COLD_STARTS; i++) {
    const page = await context.newPage();
    await page.addInitScript(watchFirstRow);
    await page.goto(new URL("/notes", url).href);
    answered.push(await page.evaluate(firstAnswerInPage));
    await page.waitForFunction(() => (globalThis as unknown as { firstRow?: number }).firstRow !== undefined, undefined, {
      timeout: 15_000,
    });
    painted.push(await page.evaluate(() => (globalThis as unknown as { firstRow: number }).firstRow));
    await page.close();
  }
  return { coldStart: new Figures(painted), coldAnswer: new Figures(answered) };
}
