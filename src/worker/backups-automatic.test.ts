import { beforeEach, describe, expect, test } from "vitest";
import type { BackupInfo } from "../content/backup/backup.model.ts";
import { dataModules } from "../content/index.data.ts";
import { unwatched } from "../db/diagnostics/diagnostics.ts";
import { indexNodes } from "../db/search/index-nodes.ts";
import { openHost } from "./open-host.ts";
import { TEST_CRYPTO } from "./testing.ts";
import { add, LATER, list, newDevice, open, schemaOf, task, typeOf, world } from "./backups-testing.ts";

const DAY = 86_400_000;

beforeEach(newDevice);

describe("BR4: without being asked for", () => {
  test("a backup is made once a day if something has changed, and those that were not read whole are", async () => {
    const host = await open();
    const automatic = () => task<BackupInfo | null>(host, "backup.automatic");
    add(host, "a");
    expect(await automatic()).toMatchObject({ kind: "daily", verified: true });
    add(host, "b");
    expect(await automatic()).toBeNull();
    world.clock += DAY;
    expect(await automatic()).toMatchObject({ kind: "daily", at: world.clock });
    world.clock += DAY;
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
    const now = () => world.clock;
    const opened = await openHost({
      name: "test",
      version: "1.2.3",
      modules: dataModules,
      indexNodes,
      loadSqlite: async () => world.device.sqlite3,
      now,
      later: (work) => void setTimeout(work, 0),
      watching: { ...unwatched(now), room: async () => 1000 },
      pointer: world.device.pointer,
      reserve: null,
      crypto: TEST_CRYPTO,
      hire: null,
    });
    if (!opened.ok) throw new Error(opened.error.message);
    expect(await typeOf(task(opened.value, "backup.keep"))).toBe("StorageFull");
    expect(world.device.names("test-backups")).toEqual([]);
  });
});
