/// <reference lib="webworker" />
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute, type PrecacheEntry } from "workbox-precaching";
import { ACCOUNT_HEADER } from "../base/account.ts";
import { SEALED } from "../base/sealed-push.ts";
import { postSealed } from "./push.ts";
import { sealedStore } from "./sealed-store.ts";
import { NavigationRoute, registerRoute } from "workbox-routing";

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: (PrecacheEntry | string)[] };

/**
 * The offline shell. Everything the build made is fetched at install, wasm and lazy chunks included, so the app
 * starts without a network after the first visit. Every address of the app answers the one page (deep links).
 */
precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
registerRoute(
  new NavigationRoute(createHandlerBoundToURL("/index.html"), { denylist: [/^\/healthz$/, /^\/v1\//, /\/[^/]+\.[a-z0-9]+$/i] }),
);

// A new version waits until the person says so (src/app/pwa.ts): its tabs have saved what was typed by then.
self.addEventListener("message", (event) => {
  if ((event.data as { type?: string } | null)?.type === "SKIP_WAITING") event.waitUntil(self.skipWaiting());
});

// The very first visit is taken over at once, so that its lazy chunks too come from the precache when the network goes.
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

/** Background Sync is not in the standard library of types. */
interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
}

// The last tab was closed before everything was sent: it is posted as soon as there is a network (SU13).
self.addEventListener("sync", (event) => {
  const { tag, waitUntil } = event as SyncEvent;
  if (tag === SEALED.tag) waitUntil.call(event, pushNow());
});

const pushNow = () =>
  postSealed({
    store: sealedStore(self.indexedDB),
    windows: async () => (await self.clients.matchAll({ type: "window", includeUncontrolled: true })).length,
    post: (url, body, account) =>
      fetch(url, { method: "POST", headers: { "Content-Type": "application/json", [ACCOUNT_HEADER]: account }, body }),
  });
