import { beforeEach, describe, expect, test } from "vitest";
import type { BackupInfo } from "../content/backup/backup.model.ts";
import { dataModules } from "../content/index.data.ts";
import { checkInPool, type Elsewhere, type Filling, fillInPool } from "../db/drivers/backup-folder.ts";
import { openMemoryFile } from "../db/drivers/memory.ts";
import { sequencesOf } from "../db/migrate.ts";
import { SqlError } from "../db/sqlite.ts";
import { add, bytesOf, list, newDevice, notes, open, sql, task, typeOf, world } from "./backups-testing.ts";

/** What the worker for backups does, in this one: pieces are written one turn later, as they would be there. */
function nearby(onWrite: () => void): Elsewhere {
  const pool = { sqlite3: world.device.sqlite3, name: "test-backups", wait: async () => undefined, now: () => world.clock };
  let filling: Filling | undefined;
  return {
    check: (name) => checkInPool(pool, name, sequencesOf(dataModules)),
    async fill(name, pieces, work) {
      filling = await fillInPool(pool, name);
      for (const piece of pieces) {
        onWrite();
        filling.write(piece);
        work.progress({ phase: "", done: 0, total: 0 });
        await work.pause();
      }
      filling.end();
      filling = undefined;
    },
    // As when it is terminated in the middle.
    dismiss: () => filling?.end(),
  };
}

let fault: () => void;
beforeEach(async () => {
  await newDevice();
  fault = () => undefined;
  world.hire = () => nearby(() => fault());
});

const integrity = (host: Parameters<typeof sql>[0]) => sql(host, "PRAGMA integrity_check");
const many = (count: number, prefix = "n") => Array.from({ length: count }, (_, i) => `${prefix}${i}`);
const copyOf = async (blob: Blob) => {
  world.device.put("elsewhere", "copy.sqlite", await bytesOf(blob));
  return (await openMemoryFile(world.device.path("elsewhere", "copy.sqlite"))).db;
};

describe("BR1: a backup that is read from below", () => {
  test("failure 19: has every row that the log holds, is marked as verified, and opens on its own", async () => {
    const host = await open();
    add(host, ...many(300));
    const { name, verified } = await task<BackupInfo>(host, "backup.keep");
    expect(verified).toBe(true);
    const { blob } = await task<{ blob: Blob }>(host, "backup.get", { name });
    expect([...(await bytesOf(blob)).subarray(18, 20)]).toEqual([1, 1]);
    const copy = await copyOf(blob);
    expect([copy.value("SELECT count(*) FROM nodes"), copy.value("PRAGMA integrity_check")]).toEqual([300, "ok"]);
  });

  test("holds what is written, changed and deleted while it is made, up to the last moment", async () => {
    const host = await open();
    add(host, ...many(400));
    let n = 0;
    const meanwhile = () => {
      if (n >= 60) return;
      add(host, `during-${n}`);
      const commands = [
        { name: "note.update", args: { id: `n${n}`, content: `changed ${"longer ".repeat(2000)}` } },
        { name: "node.purge", args: { id: `n${399 - n}` } },
      ];
      host.mutate({ id: `x${n++}`, at: world.clock, commands });
    };
    const { blob } = await task<{ blob: Blob }>(host, "backup.create", {}, undefined, meanwhile);
    const copy = await copyOf(blob);
    const rows = "SELECT id, length(content) AS length FROM nodes WHERE id NOT LIKE 'during-%' ORDER BY id";
    expect(n).toBeGreaterThan(5);
    expect(copy.value("PRAGMA integrity_check")).toBe("ok");
    // Between the last turn of the copy and the end of the work others write on.
    expect(Number(copy.value("SELECT count(*) FROM nodes WHERE id LIKE 'during-%'"))).toBeGreaterThan(n / 4);
    const ids = new Set(copy.rows<{ id: string }>(rows).map(({ id }) => id));
    expect(many(400).filter((id, i) => i < 340 && !ids.has(id))).toEqual([]);
    expect(copy.value("SELECT content FROM nodes WHERE id = 'n0'")).toContain("changed");
  });

  test("the log is not moved while the file is read, whoever asks for it", async () => {
    const host = await open();
    add(host, ...many(50));
    host.checkpoint();
    let more = 0;
    // When the file has been read, and nothing of the log.
    fault = () => {
      if (more++ === 0) add(host, ...many(20, "more-"));
      host.checkpoint();
    };
    const { blob } = await task<{ blob: Blob }>(host, "backup.create");
    const copy = await copyOf(blob);
    expect(more).toBeGreaterThan(0);
    expect([copy.value("PRAGMA integrity_check"), copy.value("SELECT count(*) FROM nodes WHERE id LIKE 'more-%'")]).toEqual(["ok", 20]);
    expect(integrity(host)).toEqual([{ integrity_check: "ok" }]);
  });

  test("that is cancelled, or finds the device full, at any step leaves nothing behind; nor does one that was killed", async () => {
    const host = await open();
    add(host, ...many(200));
    for (let after = 0; after < 12; after++) {
      const control = new AbortController();
      let seen = 0;
      const done = await typeOf(task(host, "backup.keep", {}, control.signal, () => seen++ >= after && control.abort()));
      if (done === "done") {
        expect(after).toBeGreaterThan(0);
        await task(host, "backup.delete", { name: (await list(host))[0]!.name });
        break;
      }
      expect(done).toBe("Cancelled");
      expect([world.device.names("test-backups"), await list(host)]).toEqual([[], []]);
    }
    fault = () => {
      throw new SqlError("disk I/O error", 10, "write");
    };
    expect(await typeOf(task(host, "backup.keep"))).toBe("StorageFull");
    expect(await typeOf(task(host, "backup.create"))).toBe("StorageFull");
    expect(world.device.names("test-backups")).toEqual([]);
    // All but its first page.
    fault = () => undefined;
    const { name } = await task<BackupInfo>(host, "backup.keep");
    const { blob } = await task<{ blob: Blob }>(host, "backup.get", { name });
    world.device.put("test-backups", name, (await bytesOf(blob)).fill(0, 0, 4096));
    expect([await list(host), world.device.names("test-backups")]).toEqual([[], []]);
  });

  test("BR6: is the safety copy of a restore, with what was written until the switch", async () => {
    const host = await open();
    add(host, ...many(120));
    const { name } = await task<BackupInfo>(host, "backup.keep");
    let n = 0;
    const { safety } = await task<{ safety: string }>(host, "backup.restore", { name }, undefined, () => add(host, `late-${n++}`));
    host.close();
    const restored = await open();
    expect(notes(restored)).toEqual(many(120).toSorted());
    await task(restored, "backup.restore", { name: safety });
    restored.close();
    const back = await open();
    expect(notes(back)).toHaveLength(120 + n);
    expect(integrity(back)).toEqual([{ integrity_check: "ok" }]);
  });
});
