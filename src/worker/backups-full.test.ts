import { beforeEach, describe, expect, test } from "vitest";
import type { BackupInfo } from "../content/backup/backup.model.ts";
import { add, newDevice, notes, open, task, typeOf, world } from "./backups-testing.ts";

beforeEach(newDevice);

describe("BR1, failure 16: a device that is full in the middle", () => {
  const SQLITE_FULL = 13;
  /** From the step on, the device takes nothing more. */
  function fillUpAt(step: number) {
    const { capi } = world.device.sqlite3;
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
      expect([world.device.names("test-backups"), notes(host).length]).toEqual([[], 200]);
    }
    const { name } = await task<BackupInfo>(host, "backup.keep");
    add(host, "since");
    for (const step of [0, 1, 2]) {
      const free = fillUpAt(step);
      expect(await typeOf(task(host, "backup.restore", { name }))).toBe("StorageFull");
      free();
      expect([world.device.names("test-backups"), world.device.names("test"), host.isOver]).toEqual([[name], ["atelier.sqlite"], false]);
    }
    expect(notes(host)).toHaveLength(201);
    await task(host, "backup.restore", { name });
    host.close();
    expect(notes(await open())).toHaveLength(200);
  });
});
