import { afterEach, beforeEach, expect, test } from "vitest";
import type { SealedAnswer, SealedPush } from "../../src/base/sealed-push.ts";
import { writeMeta } from "../../src/sync/meta.ts";
import { foldAnswer, sealPushes } from "../../src/sync/sealed.ts";
import { CalmWorld, namesOf } from "./calm-world.ts";
import type { SimClient } from "./client.ts";

// What the service worker sends while no tab is open, beside what the app sends and knows (SU13).

let calm: CalmWorld;
let here: SimClient;
let there: SimClient;

beforeEach(async () => {
  calm = new CalmWorld();
  [here, there] = [await calm.device("here"), await calm.device("there")];
  for (const id of ["song", "gone"]) calm.make(here, id, `${id}, first`);
  await calm.sync(here, there);
  // Only where sync is automatic anything is left to the service worker.
  writeMeta(here.db, "mode", "automatic");
  writeMeta(here.db, "account", { id: "here", name: "here", signed_in: true });
});
afterEach(() => calm.close());

/** What lies ready for the service worker. */
function sealed(): SealedPush {
  const pushes = sealPushes(here.db, 1);
  expect(pushes).toHaveLength(1);
  return pushes[0]!;
}
/** The service worker posts it; the answer is kept for the next leader. */
async function post({ id, account, space_id, url, body }: SealedPush): Promise<SealedAnswer> {
  const answer = await calm.server.handle(here.user, url.replace(/^\/v1/, ""), JSON.parse(body));
  expect(answer.status).toBe(200);
  return { id, account, space_id, request: body, body: JSON.stringify(answer.body) };
}
const accepted = (name: string) => calm.server.accepted.filter(({ value }) => value === name).length;

test("failure 22: the service worker and the page push the same at once: applied once", async () => {
  calm.rename(here, "song", "song, second");
  const push = sealed();
  await Promise.all([post(push), calm.sync(here), post(push)]);
  await calm.sync(here, there);
  expect([accepted("song, second"), namesOf(there)["song"]]).toEqual([1, "song, second"]);
  expect([...here.conflicts, ...there.conflicts]).toEqual([]);
  expect(calm.unrest(here, there)).toEqual([]);
});

test.each([
  ["folded in at the next start", true],
  ["never folded in, since the browser let it go", false],
])("failure 24: acknowledged to the service worker, the app killed before, %s: no duplicate, no resurrection", async (_, folds) => {
  calm.rename(here, "song", "song, second");
  calm.rename(here, "gone", "gone, second");
  const answer = await post(sealed());
  // The app is gone; elsewhere the change is seen, changed again, and deleted.
  await calm.sync(there);
  expect(namesOf(there)).toEqual({ song: "song, second", gone: "gone, second" });
  calm.rename(there, "song", "song, third");
  calm.remove(there, "gone");
  await calm.sync(there);
  const { head } = calm.server.data.row;

  if (folds) {
    expect(foldAnswer(here.db, answer)).toBe(2);
    expect(sealPushes(here.db, 1)).toEqual([]);
  } else expect(await post(sealed())).toMatchObject({ body: expect.stringContaining("duplicate") });
  await calm.sync(here, there);
  expect([calm.server.data.row.head, accepted("song, second"), accepted("gone, second")]).toEqual([head, 1, 1]);
  expect([namesOf(here), namesOf(there)]).toEqual([{ song: "song, third" }, { song: "song, third" }]);
  expect([...here.conflicts, ...there.conflicts]).toEqual([]);
  expect(calm.unrest(here, there)).toEqual([]);
});

test("failure 24: folded in twice, and after the operations have gone on: harmless", async () => {
  calm.rename(here, "song", "song, second");
  const answer = await post(sealed());
  calm.rename(here, "song", "song, third");
  foldAnswer(here.db, answer);
  expect(foldAnswer(here.db, answer)).toBe(0);
  await calm.sync(here, there);
  expect([accepted("song, second"), accepted("song, third"), namesOf(there)["song"]]).toEqual([1, 1, "song, third"]);
  expect([...here.conflicts, ...there.conflicts]).toEqual([]);
  expect(calm.unrest(here, there)).toEqual([]);
});
