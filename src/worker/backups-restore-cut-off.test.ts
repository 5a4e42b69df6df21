import { beforeEach, describe, expect, test } from "vitest";
import type { BackupInfo } from "../content/backup/backup.model.ts";
import { add, list, newDevice, notes, open, task, typeOf, world } from "./backups-testing.ts";

beforeEach(newDevice);

describe("BR7: a restore that is cut off", () => {
  test("F11, failure 29: cut off at any step, one of the two workspaces opens, whole", async () => {
    const results = new Map<string, number>();
    for (let at = 0; at < 200; at++) {
      await newDevice();
      const host = await open();
      add(host, ...Array.from({ length: 60 }, (_, i) => `old-${i}`));
      const { name } = await task<BackupInfo>(host, "backup.keep");
      for (let i = 0; i < 60; i++)
        host.mutate({
          id: `p-${at}-${i}`,
          at: world.clock,
          commands: [{ name: "note.update", args: { id: `old-${i}`, content: "changed" } }],
        });
      add(host, "today");
      // The worker ends in the middle: from then on nothing that it does reaches the device, its tidying up neither.
      let step = 0;
      world.device.state.onWrite = () => {
        if (step++ >= at) throw new Error("the worker has ended");
      };
      const done = await typeOf(task(host, "backup.restore", { name }, undefined, () => world.device.state.onWrite()));
      world.device.state.onWrite = () => undefined;
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
    const before = world.device.names("test");
    world.device.put("test", "atelier-2.sqlite", new Uint8Array(8192).fill(0x41));
    const next = await open();
    expect([before, notes(next), next.notice]).toEqual([
      ["atelier.sqlite", "atelier-2.sqlite"],
      ["a", "b"],
      expect.stringContaining("from before the restore"),
    ]);
  });
});
