import { beforeEach, describe, expect, test } from "vitest";
import type { BackupInfo, BackupInspection } from "../content/backup/backup.model.ts";
import { openMemoryFile } from "../db/drivers/memory.ts";
import { TEST_TIME } from "../db/testing.ts";
import { add, bytesOf, list, newDevice, notes, open, schemaOf, task, typeOf, world } from "./backups-testing.ts";

beforeEach(newDevice);

describe("BR1: a backup", () => {
  test("failure 19: downloaded while the log holds writes has every row, and opens on its own", async () => {
    const host = await open();
    add(host, "a", "b", "c");
    const { name, blob } = await task<{ name: string; blob: Blob }>(host, "backup.create");
    expect(name).toBe("atelier-2026-01-01-0000.sqlite");
    const bytes = await bytesOf(blob);
    expect([bytes[18], bytes[19]]).toEqual([1, 1]);
    world.device.put("elsewhere", "copy.sqlite", bytes);
    const copy = (await openMemoryFile(world.device.path("elsewhere", "copy.sqlite"))).db;
    expect([copy.value("SELECT count(*) FROM nodes"), copy.value("PRAGMA integrity_check"), copy.rows("PRAGMA foreign_key_check")]).toEqual(
      [3, "ok", []],
    );
    expect(world.device.names("test-backups")).toEqual([]);
    expect(host.query("backup.last", {})).toEqual({ ok: true, value: { at: world.clock } });
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
    world.clock += 1000;
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
    world.device.put(
      "test-backups",
      name,
      bytes.map((byte, at) => (at > bytes.length / 2 && at % 4096 < 200 ? 0xa5 : byte)),
    );
    expect(await task(host, "backup.verify", { name })).toMatchObject({ problem: { type: "BackupDamaged" } });
    expect(await typeOf(task(host, "backup.restore", { name }))).toBe("BackupDamaged");
    world.device.put("test-backups", name, new Uint8Array(8192).fill(0x41));
    expect(await list(host)).toMatchObject([{ name, damaged: true, verified: false }]);
    expect(notes(host)).toHaveLength(100);
  });
});
