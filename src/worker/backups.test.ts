import { beforeEach, describe, expect, test } from "vitest";
import { dataModules } from "../content/index.data.ts";
import type { BackupInfo, BackupInspection } from "../content/backup/backup.model.ts";
import { unwatched } from "../db/diagnostics/diagnostics.ts";
import { openMemoryFile } from "../db/drivers/memory.ts";
import type { DataModule } from "../db/module.ts";
import { indexNodes } from "../db/search/index-nodes.ts";
import { TEST_TIME } from "../db/testing.ts";
import { createFakeOpfs, type FakeOpfs } from "./fake-opfs.ts";
import type { Host } from "./host-line.ts";
import { openHost } from "./open-host.ts";
import { TEST_CRYPTO } from "./testing.ts";

const DAY = 86_400_000;
const LATER: readonly DataModule[] = [
  ...dataModules,
  {
    ...dataModules[0]!,
    name: "later",
    tracked: [],
    migrations: [{ number: 1, sql: "CREATE TABLE later_things (id TEXT PRIMARY KEY) STRICT" }],
  },
];

/** Something for each kind of table. */
const EVERYTHING = [
  ["note.create", { id: "a", name: "Verse", content: "Before the [[Chorus]] and [[Nowhere]]. #song", folder: "Album" }],
  ["note.create", { id: "b", name: "Chorus", content: "After the [[Verse]]. #song" }],
  ["note.create", { id: "c", name: "Thrown away", content: "#draft" }],
  ["note.update", { id: "a", content: "Before the [[Chorus]], twice, and [[Nowhere]]. #song" }],
  ["node.visit", { id: "a" }],
  ["edge.create", { id: "e", edge_type: "SEQUENCE", source_id: "a", target_id: "b", label: "then" }],
  ["setting.set", { key: "theme", value: "dark" }],
  ["attachment.create", { id: "cover", name: "cover.png", mime: "image/png", bytes: new Uint8Array([137, 80, 78, 71, 0, 255]) }],
  ["view.create", { id: "v", name: "Songs", filter: { tag: "song" }, layout: "grid", options: {} }],
  ["project.create", { id: "album", name: "The album", why: "Ten songs.", priority: "high" }],
  ["todo.create", { id: "mix", name: "Mix the chorus", project_id: "album", estimated_hours: 2 }],
  ["week.plan", { week_start_date: "2026-11-16", capacity_hours: 16 }],
  ["version.keep", { node_id: "a", label: "Before the mix" }],
  ["node.trash", { id: "c" }],
].map(([name, args]) => ({ name: name as string, args }));

let device: FakeOpfs;
let clock = TEST_TIME;
beforeEach(async () => {
  device = await createFakeOpfs();
  clock = TEST_TIME;
});

async function outcome(modules: readonly DataModule[] = dataModules) {
  const now = () => clock;
  return openHost({
    name: "test",
    version: "1.2.3",
    modules,
    indexNodes,
    loadSqlite: async () => device.sqlite3,
    now,
    later: (work, ms) => void (ms < 1000 && setTimeout(work, 0)),
    watching: unwatched(now),
    pointer: device.pointer,
    crypto: TEST_CRYPTO,
    check: null,
  });
}
async function open(modules?: readonly DataModule[]): Promise<Host> {
  const opened = await outcome(modules);
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}
const task = async <T>(
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
const typeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: Error & { type?: string }) => error.type ?? error.message,
  );
let last = 0;
const add = (host: Host, ...names: string[]) =>
  names.map((name) =>
    host.mutate({
      id: `m-${++last}`,
      at: clock,
      commands: [{ name: "note.create", args: { id: name, name, content: `${name} ${"text ".repeat(400)}` } }],
    }),
  );
function sql<T>(host: Host, text: string): T[] {
  const answer = host.sql(text, []);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value as unknown as T[];
}
const schemaOf = (host: Host) => sql<{ user_version: number }>(host, "PRAGMA user_version")[0]!.user_version;
const notes = (host: Host) => sql<{ id: string }>(host, "SELECT id FROM nodes ORDER BY id").map(({ id }) => id);
const list = (host: Host) => task<BackupInfo[]>(host, "backup.list");
const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());

describe("BR1: a backup", () => {
  test("failure 19: downloaded while the log holds writes has every row, and opens on its own", async () => {
    const host = await open();
    add(host, "a", "b", "c");
    const { name, blob } = await task<{ name: string; blob: Blob }>(host, "backup.create");
    expect(name).toBe("atelier-2026-01-01-0000.sqlite");
    const bytes = await bytesOf(blob);
    expect([bytes[18], bytes[19]]).toEqual([1, 1]);
    device.put("elsewhere", "copy.sqlite", bytes);
    const copy = (await openMemoryFile(device.path("elsewhere", "copy.sqlite"))).db;
    expect([copy.value("SELECT count(*) FROM nodes"), copy.value("PRAGMA integrity_check"), copy.rows("PRAGMA foreign_key_check")]).toEqual(
      [3, "ok", []],
    );
    expect(device.names("test-backups")).toEqual([]);
    expect(host.query("backup.last", {})).toEqual({ ok: true, value: { at: clock } });
  });

  test("holds what is written while it is made", async () => {
    const host = await open();
    add(host, ...Array.from({ length: 300 }, (_, i) => `before-${i}`));
    let during = 0;
    const { blob } = await task<{ blob: Blob }>(host, "backup.create", {}, undefined, () => during < 40 && add(host, `during-${during++}`));
    expect(during).toBeGreaterThan(2);
    const answer = await task<BackupInspection>(host, "backup.inspect", { bytes: blob });
    expect(answer.counts.nodes["note"]).toBeGreaterThan(300);
    expect(answer.problem).toBeNull();
  });

  test("that is cancelled at any step leaves nothing behind", async () => {
    const host = await open();
    add(host, ...Array.from({ length: 100 }, (_, i) => `n${i}`));
    for (let after = 0; after < 12; after++) {
      const control = new AbortController();
      let seen = 0;
      const done = await typeOf(task(host, "backup.keep", {}, control.signal, () => seen++ >= after && control.abort()));
      if (done === "done") break;
      expect(done).toBe("Cancelled");
      expect(await list(host)).toEqual([]);
    }
    expect((await task<BackupInfo>(host, "backup.keep")).verified).toBe(true);
  });

  test("BR2: stands in the list newest first, with its size, kind and versions, and can be taken away and deleted", async () => {
    const host = await open();
    add(host, "a");
    const one = await task<BackupInfo>(host, "backup.keep");
    clock += 1000;
    const two = await task<BackupInfo>(host, "backup.keep");
    expect(one).toEqual({
      name: `manual-${TEST_TIME}.sqlite`,
      at: TEST_TIME,
      size: expect.any(Number),
      kind: "manual",
      app_version: "1.2.3",
      schema_version: schemaOf(host),
      verified: true,
      damaged: false,
    });
    expect(await list(host)).toEqual([two, one]);
    const { blob } = await task<{ blob: Blob }>(host, "backup.get", { name: one.name });
    expect(blob.size).toBe(one.size);
    await task(host, "backup.delete", { name: one.name });
    expect(await list(host)).toEqual([two]);
    expect(await typeOf(task(host, "backup.get", { name: one.name }))).toBe("BackupNotFound");
    expect(await typeOf(task(host, "backup.delete", { name: "../atelier.sqlite" }))).toBe("BackupNotFound");
  });

  test("BR3: that is damaged on the device says so in the list and when it is read", async () => {
    const host = await open();
    add(host, ...Array.from({ length: 100 }, (_, i) => `n${i}`));
    const { name } = await task<BackupInfo>(host, "backup.keep");
    const { blob } = await task<{ blob: Blob }>(host, "backup.get", { name });
    const bytes = await bytesOf(blob);
    // Leaves of trees, not the schema: found only by reading it whole.
    device.put(
      "test-backups",
      name,
      bytes.map((byte, at) => (at > bytes.length / 2 && at % 4096 < 200 ? 0xa5 : byte)),
    );
    expect(await task(host, "backup.verify", { name })).toMatchObject({ problem: { type: "BackupDamaged" } });
    expect(await typeOf(task(host, "backup.restore", { name }))).toBe("BackupDamaged");
    device.put("test-backups", name, new Uint8Array(8192).fill(0x41));
    expect(await list(host)).toMatchObject([{ name, damaged: true, verified: false }]);
    expect(notes(host)).toHaveLength(100);
  });
});

describe("BR4: without being asked for", () => {
  test("a backup is made once a day if something has changed, and those that were not read whole are", async () => {
    const host = await open();
    const automatic = () => task<BackupInfo | null>(host, "backup.automatic");
    add(host, "a");
    expect(await automatic()).toMatchObject({ kind: "daily", verified: true });
    add(host, "b");
    expect(await automatic()).toBeNull();
    clock += DAY;
    expect(await automatic()).toMatchObject({ kind: "daily", at: clock });
    clock += DAY;
    expect(await automatic()).toBeNull();
    add(host, "c");
    expect(await automatic()).not.toBeNull();
  });

  test("failure 10: before a migration the workspace is kept as it is, and the copy is read whole later", async () => {
    const host = await open();
    add(host, "a");
    host.close();
    const later = await open(LATER);
    const [kept] = await list(later);
    expect(kept).toMatchObject({ kind: "migration", verified: false, damaged: false });
    expect(kept!.schema_version).toBe(schemaOf(later) - 1);
    await task(later, "backup.automatic");
    expect((await list(later)).find(({ name }) => name === kept!.name)).toMatchObject({ verified: true });
  });

  test("without room nothing is begun, and it says so", async () => {
    const now = () => clock;
    const opened = await openHost({
      name: "test",
      version: "1.2.3",
      modules: dataModules,
      indexNodes,
      loadSqlite: async () => device.sqlite3,
      now,
      later: (work) => void setTimeout(work, 0),
      watching: { ...unwatched(now), room: async () => 1000 },
      pointer: device.pointer,
      crypto: TEST_CRYPTO,
      check: null,
    });
    if (!opened.ok) throw new Error(opened.error.message);
    expect(await typeOf(task(opened.value, "backup.keep"))).toBe("StorageFull");
    expect(device.names("test-backups")).toEqual([]);
  });
});

describe("BR1, failure 16: a device that is full in the middle", () => {
  const SQLITE_FULL = 13;
  /** From the step on, the device takes nothing more. */
  function fillUpAt(step: number) {
    const { capi } = device.sqlite3;
    const real = capi.sqlite3_backup_step;
    let n = 0;
    Object.defineProperty(capi, "sqlite3_backup_step", {
      configurable: true,
      value: (backup: number, pages: number) => (n++ >= step ? SQLITE_FULL : real(backup, pages)),
    });
    return () => Object.defineProperty(capi, "sqlite3_backup_step", { configurable: true, value: real });
  }

  test("leaves no half backup and the workspace as it was, says so, and the next attempt goes well", async () => {
    const host = await open();
    add(host, ...Array.from({ length: 200 }, (_, i) => `n${i}`));
    for (const step of [0, 1, 2]) {
      const free = fillUpAt(step);
      expect(await typeOf(task(host, "backup.keep"))).toBe("StorageFull");
      expect(await typeOf(task(host, "backup.create"))).toBe("StorageFull");
      free();
      expect([device.names("test-backups"), notes(host).length]).toEqual([[], 200]);
    }
    const { name } = await task<BackupInfo>(host, "backup.keep");
    add(host, "since");
    for (const step of [0, 1, 2]) {
      const free = fillUpAt(step);
      expect(await typeOf(task(host, "backup.restore", { name }))).toBe("StorageFull");
      free();
      expect([device.names("test-backups"), device.names("test"), host.isOver]).toEqual([[name], ["atelier.sqlite"], false]);
    }
    expect(notes(host)).toHaveLength(201);
    await task(host, "backup.restore", { name });
    host.close();
    expect(notes(await open())).toHaveLength(200);
  });
});

describe("BR6: a restore", () => {
  test("shows both sides, keeps a copy of today's, and is the workspace at the next opening; epochs go on", async () => {
    const host = await open();
    add(host, "a", "b");
    const { name } = await task<BackupInfo>(host, "backup.keep");
    clock += 1000;
    add(host, "c");
    expect(await task(host, "backup.inspect", { name })).toMatchObject({
      problem: null,
      at: TEST_TIME,
      pending: 0,
      counts: { nodes: { note: 2 } },
      now: { nodes: { note: 3 } },
    });
    const { safety } = await task<{ safety: string }>(host, "backup.restore", { name });
    expect(host.isOver).toBe(true);
    host.close();
    const restored = await open();
    expect(notes(restored)).toEqual(["a", "b"]);
    expect(restored.epoch).toBeGreaterThan(host.epoch);
    expect(device.names("test")).toEqual(["atelier-2.sqlite"]);
    expect((await list(restored)).map((one) => [one.name, one.kind])).toEqual([
      [safety, "restore"],
      [name, "manual"],
    ]);
    // And back again, from the copy that was made before.
    clock += 1000;
    await task(restored, "backup.restore", { name: safety });
    restored.close();
    expect(notes(await open())).toEqual(["a", "b", "c"]);
  });

  test("brings every row of every table back, byte for byte", async () => {
    const host = await open();
    expect(host.mutate({ id: "full", at: clock, commands: EVERYTHING }).filter(({ ok }) => !ok)).toEqual([]);
    const tables = sql<{ name: string }>(
      host,
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'meta' ORDER BY name",
    ).map(({ name }) => name);
    const dump = (from: Host) =>
      tables.flatMap((table) => {
        const answer = from.sql(`SELECT * FROM "${table}"`, []);
        // A virtual table without content of its own has its rows in its shadow tables.
        return answer.ok ? [[table, answer.value]] : [];
      });
    const before = dump(host);
    const filled = before.filter(([, rows]) => (rows as unknown[]).length > 0).map(([table]) => table);
    expect(filled).toEqual(
      expect.arrayContaining([
        ...[
          "activities",
          "attachments",
          "blobs",
          "changes",
          "edges",
          "migrations",
          "mutations",
          "node_names",
          "node_tags",
          "nodes",
          "notes",
        ],
        ...["projects", "recently_used", "settings", "tag_counts", "todos", "unresolved_links", "versions", "views", "weekly_goals"],
      ]),
    );
    const { blob } = await task<{ blob: Blob }>(host, "backup.create", { passphrase: "correct horse battery" });
    host.mutate({ id: "purge", at: clock, commands: [{ name: "node.purge", args: { id: "c" } }] });
    add(host, "since");
    await task(host, "backup.restore", { bytes: blob, passphrase: "correct horse battery" });
    host.close();
    expect(dump(await open())).toEqual(before);
  });

  test("from a file, of an older schema, is migrated when it is opened", async () => {
    const old = await open();
    add(old, "a");
    const { blob } = await task<{ blob: Blob }>(old, "backup.create");
    old.close();
    const host = await open(LATER);
    add(host, "b");
    expect(await task(host, "backup.inspect", { bytes: blob })).toMatchObject({ problem: null, pending: 1 });
    await task(host, "backup.restore", { bytes: blob });
    host.close();
    const restored = await open(LATER);
    expect([notes(restored), restored.sql("SELECT count(*) AS n FROM later_things", [])]).toEqual([["a"], { ok: true, value: [{ n: 0 }] }]);
  });

  test("failure 12: from a newer version is refused, and so is a file that is no workspace, with nothing changed", async () => {
    const newer = await open(LATER);
    add(newer, "a");
    const { blob } = await task<{ blob: Blob }>(newer, "backup.create");
    newer.close();
    device = await createFakeOpfs();
    const host = await open();
    add(host, "mine");
    expect(await task(host, "backup.inspect", { bytes: blob })).toMatchObject({ problem: { type: "NewerDatabase" } });
    expect(await typeOf(task(host, "backup.restore", { bytes: blob }))).toBe("NewerDatabase");
    expect(await typeOf(task(host, "backup.restore", { bytes: new TextEncoder().encode("# a note") }))).toBe("NotABackup");
    const other = (await openMemoryFile()).db;
    other.script("CREATE TABLE songs (id INTEGER PRIMARY KEY)");
    device.put("elsewhere", "songs.sqlite", other.raw.read(0, 1e6));
    const songs = new Blob([other.raw.read(0, 1e6)]);
    expect(["NotABackup", "BackupDamaged"]).toContain(await typeOf(task(host, "backup.restore", { bytes: songs })));
    const tricky = (await bytesOf((await task<{ blob: Blob }>(host, "backup.create")).blob)).slice();
    device.put("elsewhere", "tricky.sqlite", tricky);
    const file = (await openMemoryFile(device.path("elsewhere", "tricky.sqlite"))).db;
    file.script("PRAGMA journal_mode = DELETE; CREATE TRIGGER t AFTER INSERT ON nodes BEGIN DELETE FROM nodes; END;");
    expect(await typeOf(task(host, "backup.restore", { bytes: new Blob([file.raw.read(0, 1e7)]) }))).toBe("NotABackup");
    expect([notes(host), device.names("test"), host.isOver]).toEqual([["mine"], ["atelier.sqlite"], false]);
  });

  test("a repeated call with the same id is done once", async () => {
    const host = await open();
    add(host, "a");
    const { name } = await task<BackupInfo>(host, "backup.keep");
    await task(host, "backup.restore", { name, id: "once" });
    host.close();
    const restored = await open();
    add(restored, "since");
    expect(await task(restored, "backup.restore", { name, id: "once" })).toEqual({ safety: null });
    expect([restored.isOver, notes(restored)]).toEqual([false, ["a", "since"]]);
  });

  test("F11, failure 29: cut off at any step, one of the two workspaces opens, whole", async () => {
    const results = new Map<string, number>();
    for (let at = 0; at < 200; at++) {
      device = await createFakeOpfs();
      clock = TEST_TIME;
      const host = await open();
      add(host, ...Array.from({ length: 60 }, (_, i) => `old-${i}`));
      const { name } = await task<BackupInfo>(host, "backup.keep");
      for (let i = 0; i < 60; i++)
        host.mutate({ id: `p-${at}-${i}`, at: clock, commands: [{ name: "note.update", args: { id: `old-${i}`, content: "changed" } }] });
      add(host, "today");
      // The worker ends in the middle: from then on nothing that it does reaches the device, its tidying up neither.
      let step = 0;
      device.state.onWrite = () => {
        if (step++ >= at) throw new Error("the worker has ended");
      };
      const done = await typeOf(task(host, "backup.restore", { name }, undefined, () => device.state.onWrite()));
      device.state.onWrite = () => undefined;
      const next = await open();
      const found = notes(next);
      const isOld = found.includes("today");
      expect(found).toHaveLength(isOld ? 61 : 60);
      expect(next.sql("PRAGMA integrity_check", [])).toEqual({ ok: true, value: [{ integrity_check: "ok" }] });
      results.set(isOld ? "old" : "new", at);
      add(next, "goes on");
      expect((await list(next)).filter(({ damaged }) => damaged)).toEqual([]);
      if (done === "done") break;
    }
    expect([...results.keys()]).toEqual(["old", "new"]);
    expect(results.get("old")).toBeGreaterThan(8);
  }, 60_000);

  test("failure 29: a restored workspace that cannot be opened gives way to the one before it", async () => {
    const host = await open();
    add(host, "a");
    const { name } = await task<BackupInfo>(host, "backup.keep");
    add(host, "b");
    await task(host, "backup.restore", { name });
    host.close();
    const before = device.names("test");
    device.put("test", "atelier-2.sqlite", new Uint8Array(8192).fill(0x41));
    const next = await open();
    expect([before, notes(next), next.notice]).toEqual([
      ["atelier.sqlite", "atelier-2.sqlite"],
      ["a", "b"],
      expect.stringContaining("from before the restore"),
    ]);
  });
});

describe("BR8: encrypted", () => {
  test("comes back with its passphrase, and is refused without, with another, and when it is too short", async () => {
    const host = await open();
    add(host, "a");
    const { name, blob } = await task<{ name: string; blob: Blob }>(host, "backup.create", { passphrase: "correct horse battery" });
    expect(name).toMatch(/\.sqlite\.atelier-backup$/);
    add(host, "b");
    expect(await typeOf(task(host, "backup.inspect", { bytes: blob }))).toBe("NeedsPassphrase");
    expect(await typeOf(task(host, "backup.inspect", { bytes: blob, passphrase: "wrong horse battery" }))).toBe("WrongPassphrase");
    expect(await typeOf(task(host, "backup.create", { passphrase: "short" }))).toBe("WeakPassphrase");
    const bytes = await bytesOf(blob);
    bytes[bytes.length - 100]! ^= 1;
    expect(await typeOf(task(host, "backup.restore", { bytes, passphrase: "correct horse battery" }))).toBe("BackupDamaged");
    expect(device.names("test-backups")).toEqual([]);
    await task(host, "backup.restore", { bytes: blob, passphrase: "correct horse battery" });
    host.close();
    expect(notes(await open())).toEqual(["a"]);
  });

  test("an export opens with its passphrase, and is told from a backup", async () => {
    const host = await open();
    add(host, "a");
    const { blob } = await task<{ blob: Blob }>(host, "backup.create", { format: "zip", passphrase: "correct horse battery" });
    expect(await typeOf(task(host, "backup.restore", { bytes: blob, passphrase: "correct horse battery" }))).toBe("IsExport");
    const opened = await task<{ format: string; blob: Blob }>(host, "backup.decrypt", { bytes: blob, passphrase: "correct horse battery" });
    expect([opened.format, await opened.blob.slice(0, 2).text()]).toEqual(["zip", "PK"]);
  });
});
