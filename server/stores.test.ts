import { afterAll, beforeAll, describe } from "vitest";
import { openPglite } from "./store/pglite.ts";
import { openPostgres } from "./store/postgres.ts";
import type { Store } from "./store/store.ts";
import { startPostgres } from "./testing/postgres.ts";
import { authSuite } from "./testing/auth.suite.ts";
import { crowdSuite } from "./testing/crowd.suite.ts";
import { docsSuite } from "./testing/docs.suite.ts";
import { eventsSuite } from "./testing/events.suite.ts";
import { hostileSuite } from "./testing/hostile.suite.ts";
import { lossSuite } from "./testing/loss.suite.ts";
import { pullSuite } from "./testing/pull.suite.ts";
import { pushSuite } from "./testing/push.suite.ts";
import { spacesSuite } from "./testing/spaces.suite.ts";
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
  lossSuite(() => world);
  crowdSuite(() => world);
  authSuite(() => world);
  eventsSuite(() => world);
  spacesSuite(() => world);
  hostileSuite(() => world);
  docsSuite(() => world);
});
