import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Metrics } from "../../server/http/metrics.ts";
import { openPglite } from "../../server/store/pglite.ts";
import type { Store } from "../../server/store/store.ts";
import { World } from "../../server/testing/world.ts";
import { measureFirst } from "./first.ts";
import { measureRates } from "./rates.ts";
import { syncSection } from "./report.ts";

describe("the harness of sync", () => {
  let store: Store;
  beforeAll(async () => void (store = await openPglite()), 60_000);
  afterAll(() => store?.close());

  test("smoke: brings 200 rows from one device to another, and says how many bytes that took", async () => {
    const clock = () => Date.now();
    const world = new World(store, { clock, metrics: new Metrics(clock) });
    world.now = clock();
    const rates = await measureRates(world, 0.05);
    const { first, one } = await measureFirst(world, 200, 3);
    expect([one.pushes.requests, one.pulls.requests]).toEqual([3, 3]);
    expect(first.pushes.sent).toBeLessThan(first.pushes.asText / 2);
    const section = syncSection([{ store: "PGlite", rates, first, one, megabytes: 1 }], "today");
    expect(section).toContain("| first sync, device → server, 200 rows, s |");
    expect(section).not.toContain("NaN");
  });
});
