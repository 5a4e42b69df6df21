import type { BackupInfo } from "../content/backup/backup.model.ts";
import { dataModules } from "../content/index.data.ts";
import { unwatched } from "../db/diagnostics/diagnostics.ts";
import type { DataModule } from "../db/module.ts";
import { indexNodes } from "../db/search/index-nodes.ts";
import { TEST_TIME } from "../db/testing.ts";
import { createFakeOpfs, type FakeOpfs } from "./fake-opfs.ts";
import type { Host } from "./host-line.ts";
import { openHost, type OpenHostDeps } from "./open-host.ts";
import { TEST_CRYPTO } from "./testing.ts";

/** The device and the time of the test that runs. */
export const world = { device: undefined as unknown as FakeOpfs, clock: TEST_TIME, hire: null as OpenHostDeps["hire"] };

export async function newDevice(): Promise<void> {
  world.device = await createFakeOpfs();
  world.clock = TEST_TIME;
  world.hire = null;
}

/** The code of a later version: one migration more. */
export const LATER: readonly DataModule[] = [
  ...dataModules,
  {
    ...dataModules[0]!,
    name: "later",
    tracked: [],
    migrations: [{ number: 1, sql: "CREATE TABLE later_things (id TEXT PRIMARY KEY) STRICT" }],
  },
];

async function outcome(modules: readonly DataModule[] = dataModules) {
  const now = () => world.clock;
  return openHost({
    name: "test",
    version: "1.2.3",
    modules,
    indexNodes,
    loadSqlite: async () => world.device.sqlite3,
    now,
    later: (work, ms) => void (ms < 1000 && setTimeout(work, 0)),
    watching: unwatched(now),
    pointer: world.device.pointer,
    reserve: null,
    crypto: TEST_CRYPTO,
    hire: world.hire,
  });
}
export async function open(modules?: readonly DataModule[]): Promise<Host> {
  const opened = await outcome(modules);
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}
export const task = async <T>(
  host: Host,
  name: string,
  args: unknown = {},
  signal = new AbortController().signal,
  onPause = () => {},
): Promise<T> => {
  const done = await host.task(name, args, onPause, signal);
  if (!done.ok) throw Object.assign(new Error(done.error.message), { type: done.error.type });
  return done.value as T;
};
export const typeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: Error & { type?: string }) => error.type ?? error.message,
  );
let last = 0;
export const add = (host: Host, ...names: string[]) =>
  names.map((name) =>
    host.mutate({
      id: `m-${++last}`,
      at: world.clock,
      commands: [{ name: "note.create", args: { id: name, name, content: `${name} ${"text ".repeat(400)}` } }],
    }),
  );
export function sql<T>(host: Host, text: string): T[] {
  const answer = host.sql(text, []);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value as unknown as T[];
}
export const schemaOf = (host: Host) => sql<{ user_version: number }>(host, "PRAGMA user_version")[0]!.user_version;
export const notes = (host: Host) => sql<{ id: string }>(host, "SELECT id FROM nodes ORDER BY id").map(({ id }) => id);
export const list = (host: Host) => task<BackupInfo[]>(host, "backup.list");
export const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());
