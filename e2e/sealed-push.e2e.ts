import { expect, test, type BrowserContext } from "playwright/test";
import { emptyData, startBuiltServer } from "./built-server.ts";

test.setTimeout(120_000);

const CLIENT = "00000000000000c1";

/** An operation as the protocol wants it, as old as now. */
const operation = (m: number) => ({
  m,
  op: `operation-${m}`,
  x: 0,
  h: Date.now().toString(16).padStart(12, "0") + "0000" + CLIENT,
  w: [["nodes", `n${m}`, { name: `Note ${m}` }]],
});

/** Background Sync is the browser's own; what it does when the network is back is asked of it here. */
async function dispatchSync(context: BrowserContext, origin: string): Promise<void> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const registration = new Promise<string>((resolve) =>
    session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const own = registrations.find(({ scopeURL }) => scopeURL.startsWith(origin));
      if (own) resolve(own.registrationId);
    }),
  );
  await session.send("ServiceWorker.enable");
  await session.send("ServiceWorker.dispatchSyncEvent", {
    origin,
    registrationId: await registration,
    tag: "atelier-push",
    lastChance: false,
  });
  await page.close();
}

test("SU13, failure 22: what lies sealed is posted by the service worker when no tab is open, in order, once, and the answers are kept", async ({
  browser,
}) => {
  const server = await startBuiltServer(await emptyData());
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(server.url);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    const { space, user } = await page.evaluate(async () => {
      const account = { name: "ada", password: "a lantern of salt" };
      const headers = { "Content-Type": "application/json" };
      const answer = await fetch("/v1/auth/register", { method: "POST", headers, body: JSON.stringify(account) });
      return (await answer.json()) as { space: string; user: { id: string } };
    });
    const pushes = [1, 2].map((m) => ({
      id: `${space}:${String(m).padStart(10, "0")}`,
      account: user.id,
      space_id: space,
      url: `/v1/spaces/${space}/push`,
      body: JSON.stringify({ v: 1, sv: 1, client: CLIENT, tok: null, ops: [operation(m)] }),
    }));
    await page.evaluate(async (sealed) => {
      const opening = indexedDB.open("atelier-sealed-pushes", 1);
      opening.onupgradeneeded = () => {
        for (const name of ["pushes", "answers"]) opening.result.createObjectStore(name, { keyPath: "id" });
      };
      await new Promise((resolve) => (opening.onsuccess = resolve));
      const transaction = opening.result.transaction("pushes", "readwrite");
      for (const push of sealed) transaction.objectStore("pushes").put(push);
      await new Promise((resolve) => (transaction.oncomplete = resolve));
      opening.result.close();
    }, pushes);

    // With a window open its leader is to send them, not the service worker.
    await dispatchSync(context, server.url);
    expect(await headOf(context, server.url, space)).toBe(0);
    await page.close();
    await dispatchSync(context, server.url);
    await expect.poll(() => headOf(context, server.url, space)).toBe(2);
    // Sent twice, applied once.
    await dispatchSync(context, server.url);
    expect(await headOf(context, server.url, space)).toBe(2);

    const again = await context.newPage();
    await again.goto(`${server.url}/manifest.webmanifest`);
    const left = await again.evaluate(async () => {
      const opening = indexedDB.open("atelier-sealed-pushes", 1);
      await new Promise((resolve) => (opening.onsuccess = resolve));
      const stores = ["pushes", "answers"].map((name) => opening.result.transaction(name).objectStore(name).getAll());
      await Promise.all(stores.map((asked) => new Promise((resolve) => (asked.onsuccess = resolve))));
      return stores.map(({ result }) => result as { id: string; body: string }[]);
    });
    expect(left[0]).toEqual([]);
    expect(left[1]?.map(({ body }) => (JSON.parse(body) as { last_mid: number }).last_mid)).toEqual([1, 2]);
  } finally {
    await context.close();
    await server.remove();
  }
});

/** How far the server is, asked with the cookies of the context. */
async function headOf(context: BrowserContext, url: string, space: string): Promise<number | undefined> {
  const answer = await context.request.get(`${url}/v1/events`, { headers: { Accept: "application/json" } });
  const { spaces } = (await answer.json()) as { spaces: { id: string; seq: number }[] };
  return spaces.find(({ id }) => id === space)?.seq;
}
