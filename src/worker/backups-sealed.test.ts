import { beforeEach, describe, expect, test } from "vitest";
import { add, bytesOf, newDevice, notes, open, task, typeOf, world } from "./backups-testing.ts";

beforeEach(newDevice);

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
    expect(world.device.names("test-backups")).toEqual([]);
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
