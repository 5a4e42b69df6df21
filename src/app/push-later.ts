import { ACCOUNT_HEADER } from "../base/account.ts";
import { SEALED, type SealedPush } from "../base/sealed-push.ts";
import type { Client } from "./data/client.ts";

/** Background Sync is not in the standard library of types, and not in every browser. */
interface SyncRegistration extends ServiceWorkerRegistration {
  readonly sync?: { register(tag: string): Promise<void> };
}

/** What browsers let a request carry that outlives its page. */
const KEEPALIVE_BYTES = 60_000;

/**
 * What was not sent when the page is left goes out all the same (SU13): the browser is asked to wake the service worker once
 * there is a network. Where it cannot, the page posts what lies ready as it goes. Only if sync is automatic: otherwise
 * nothing leaves the device without a button.
 */
export async function pushLater(client: Client): Promise<void> {
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (!container || !import.meta.env.PROD) return;
  const { sync }: SyncRegistration = await container.ready;
  let waiting = false;
  let ready: readonly SealedPush[] = [];
  await client.watch("sync.status", {}, ({ mode, phase, pending }) => {
    waiting = mode === "automatic" && phase !== "signed_out" && pending > 0;
    if (!sync && waiting) void sealedNow().then((pushes) => (ready = pushes), noted);
  });
  const leave = () => {
    if (!waiting) return;
    if (sync) sync.register(SEALED.tag).catch(noted);
    else post(ready);
  };
  window.addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && leave());
}

const noted = (error: unknown) => console.info("The browser does not send in the background:", error);

function post(pushes: readonly SealedPush[]): void {
  for (const { url, body, account } of pushes.filter((push) => push.body.length < KEEPALIVE_BYTES)) {
    const headers = { "Content-Type": "application/json", [ACCOUNT_HEADER]: account };
    fetch(url, { method: "POST", headers, body, keepalive: true }).catch(noted);
  }
}

/** What the leader has left ready by now. */
function sealedNow(): Promise<SealedPush[]> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(SEALED.database);
    // The leader has not made it yet: nothing lies there.
    opening.onupgradeneeded = () => opening.transaction?.abort();
    opening.onerror = () => reject(opening.error ?? new Error("IndexedDB failed without a reason."));
    opening.onsuccess = () => {
      const database = opening.result;
      const asked = database.transaction(SEALED.pushes).objectStore(SEALED.pushes).getAll() as IDBRequest<SealedPush[]>;
      asked.onsuccess = () => {
        resolve(asked.result);
        database.close();
      };
      asked.onerror = () => reject(asked.error ?? new Error("IndexedDB failed without a reason."));
    };
  });
}
