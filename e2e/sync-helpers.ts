import { rmSync } from "node:fs";
import { expect, test, type Browser, type BrowserContext, type Page } from "playwright/test";
import type { SyncStatus } from "../src/content/sync/sync.model.ts";
import { emptyData, startBuiltServer, type BuiltServer } from "./built-server.ts";
import { run } from "./tabs-helpers.ts";

export interface Device {
  readonly context: BrowserContext;
  readonly page: Page;
}

export interface Account {
  readonly name: string;
  readonly password: string;
}

export const ADA: Account = { name: "ada", password: "a lantern of salt" };
export const GRACE: Account = { name: "grace", password: "a moth in the relay" };

let people = 0;
/** Somebody whom the server of this file does not know yet. */
export const someone = (name = "ada"): Account => ({ ...ADA, name: `${name}-${++people}` });

/** One server for all tests of a file, each with accounts of its own. */
export function sharedServer(): { readonly url: string } {
  let server: BuiltServer;
  test.beforeAll(async () => {
    test.setTimeout(120_000);
    server = await startBuiltServer(await emptyData());
  });
  test.afterAll(() => server.remove());
  return {
    get url() {
      return server.url;
    },
  };
}

/** A browser of its own with the app open, its workspace empty. */
export async function newDevice(browser: Browser, url: string): Promise<Device> {
  const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  const page = await context.newPage();
  await openApp(page, url);
  await mutate(page, "setting.set", { key: "started", value: true });
  return { context, page };
}

export async function openApp(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await expect.poll(() => run(page, "return Boolean(window.atelier)")).toBe(true);
  await run(page, "await atelier.ready");
}

/** A device with an account that syncs by itself. */
export async function newSyncing(browser: Browser, url: string, kind: "sign_up" | "sign_in", account = ADA): Promise<Device> {
  const device = await newDevice(browser, url);
  await signIn(device, kind, account);
  return device;
}

export async function signIn({ page }: Device, kind: "sign_up" | "sign_in", account = ADA): Promise<void> {
  await task(page, `sync.${kind}`, account);
  await mutate(page, "sync.set_mode", { mode: "automatic" });
}

export async function mutate(page: Page, name: string, args: object): Promise<unknown> {
  const [outcome] = await run<{ ok: boolean; value: unknown; error?: { message: string } }[]>(
    page,
    `return atelier.mutate([${JSON.stringify({ name, args })}])`,
  );
  if (!outcome?.ok) throw new Error(`${name}: ${outcome?.error?.message}`);
  return outcome.value;
}
export const task = <T>(page: Page, name: string, args: object = {}): Promise<T> =>
  run(page, `return atelier.task(${JSON.stringify(name)}, ${JSON.stringify(args)})`);
export const query = <T>(page: Page, name: string, args: object = {}): Promise<T> =>
  run(page, `return atelier.query(${JSON.stringify(name)}, ${JSON.stringify(args)})`);

export const statusOf = (page: Page): Promise<SyncStatus> => query(page, "sync.status");

/** The server wants something of the person first. */
export async function isPaused(page: Page): Promise<boolean> {
  const { phase, error } = await statusOf(page);
  return phase === "paused" || (phase === "signed_out" && error !== null);
}

interface Note {
  readonly name: string;
  readonly content: string;
  readonly tags: string[];
  readonly deleted_at: number | null;
}
export const noteOf = (page: Page, id: string): Promise<Note | null> => query(page, "note.get", { id });

/** Waits until the device has sent everything. */
export const settled = (page: Page, timeout = 20_000): Promise<void> =>
  expect.poll(async () => (await statusOf(page)).pending, { timeout }).toBe(0);

export const nameThere = (page: Page, id: string, name: string, timeout = 20_000): Promise<void> =>
  expect.poll(async () => (await noteOf(page, id))?.name, { timeout }).toBe(name);

/** Everything the server ever knew is gone, accounts and spaces too. */
export async function wipe(server: BuiltServer): Promise<void> {
  await server.stop("SIGKILL");
  rmSync(server.data, { recursive: true });
  await server.restart();
}

/** Two browsers with one account, and a note that both have. */
export async function pair(browser: Browser, url: string, account = someone()): Promise<{ here: Device; there: Device; account: Account }> {
  const [here, there] = await Promise.all([newDevice(browser, url), newDevice(browser, url)]);
  await signIn(here, "sign_up", account);
  await mutate(here.page, "note.create", { id: "song", name: "Song", content: "Verse one.\n\nVerse two.\n" });
  await task(here.page, "sync.now");
  await settled(here.page);
  await signIn(there, "sign_in", account);
  await nameThere(there.page, "song", "Song");
  return { here, there, account };
}
export const close = (...devices: Device[]) => Promise.all(devices.map(({ context }) => context.close()));

export async function signInBy(page: Page, { name, password }: Account): Promise<void> {
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}
