import { beforeEach, describe, expect, test } from "vitest";
import type { BackupInfo } from "../content/backup/backup.model.ts";
import { openMemoryFile } from "../db/drivers/memory.ts";
import { TEST_TIME } from "../db/testing.ts";
import { add, bytesOf, LATER, list, newDevice, notes, open, sql, task, typeOf, world } from "./backups-testing.ts";

beforeEach(newDevice);

describe("BR6: a restore", () => {
  test("shows both sides, keeps a copy of today's, and is the workspace at the next opening; epochs go on", async () => {
    const host = await open();
    add(host, "a", "b");
    const { name } = await task<BackupInfo>(host, "backup.keep");
    world.clock += 1000;
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
    expect(world.device.names("test")).toEqual(["atelier-2.sqlite"]);
    expect((await list(restored)).map((one) => [one.name, one.kind])).toEqual([
      [safety, "restore"],
      [name, "manual"],
    ]);
    // And back again, from the copy that was made before.
    world.clock += 1000;
    await task(restored, "backup.restore", { name: safety });
    restored.close();
    expect(notes(await open())).toEqual(["a", "b", "c"]);
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
    await newDevice();
    const host = await open();
    add(host, "mine");
    expect(await task(host, "backup.inspect", { bytes: blob })).toMatchObject({ problem: { type: "NewerDatabase" } });
    expect(await typeOf(task(host, "backup.restore", { bytes: blob }))).toBe("NewerDatabase");
    expect(await typeOf(task(host, "backup.restore", { bytes: new TextEncoder().encode("# a note") }))).toBe("NotABackup");
    const other = (await openMemoryFile()).db;
    other.script("CREATE TABLE songs (id INTEGER PRIMARY KEY)");
    world.device.put("elsewhere", "songs.sqlite", other.raw.read(0, 1e6));
    const songs = new Blob([other.raw.read(0, 1e6)]);
    expect(["NotABackup", "BackupDamaged"]).toContain(await typeOf(task(host, "backup.restore", { bytes: songs })));
    const tricky = (await bytesOf((await task<{ blob: Blob }>(host, "backup.create")).blob)).slice();
    world.device.put("elsewhere", "tricky.sqlite", tricky);
    const file = (await openMemoryFile(world.device.path("elsewhere", "tricky.sqlite"))).db;
    file.script("PRAGMA journal_mode = DELETE; CREATE TRIGGER t AFTER INSERT ON nodes BEGIN DELETE FROM nodes; END;");
    expect(await typeOf(task(host, "backup.restore", { bytes: new Blob([file.raw.read(0, 1e7)]) }))).toBe("NotABackup");
    expect([notes(host), world.device.names("test"), host.isOver]).toEqual([["mine"], ["atelier.sqlite"], false]);
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
});

test("BR11: sync that was turned off since the backup stays off", async () => {
  const host = await open();
  const mode = (wanted: string) =>
    host.mutate({ id: `mode-${wanted}`, at: world.clock, commands: [{ name: "sync.set_mode", args: { mode: wanted } }] });
  expect(mode("automatic")).toMatchObject([{ ok: true }]);
  const { name } = await task<BackupInfo>(host, "backup.keep");
  mode("off");
  await task(host, "backup.restore", { name });
  host.close();
  expect(sql(await open(), "SELECT value_json FROM sync_meta WHERE key = 'mode'")).toEqual([{ value_json: '"off"' }]);
});
