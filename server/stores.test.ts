import { afterAll, beforeAll, describe } from "vitest";
import { openPglite } from "./store/pglite.ts";
import { openPostgres } from "./store/postgres.ts";
import type { Store } from "./store/store.ts";
import { startPostgres } from "./testing/postgres.ts";
import { pullSuite } from "./testing/pull.suite.ts";
import { pushSuite } from "./testing/push.suite.ts";
import { World } from "./testing/world.ts";

const OPENED: Record<string, () => Promise<Store>> = {
  PGlite: () => openPglite(),
  async PostgreSQL() {
    const postgres = await startPostgres();
    const store = await openPostgres(postgres.url, (error) => console.error(error));
    return {
      ...store,
      async close() {
        await store.close();
        await postgres.stop();
      },
    };
  },
};

describe.each(Object.entries(OPENED))("on %s", (_, open) => {
  let store: Store;
  let world: World;
  beforeAll(async () => {
    store = await open();
    world = new World(store);
  }, 60_000);
  afterAll(() => store?.close());

  pushSuite(() => world);
  pullSuite(() => world);
});
