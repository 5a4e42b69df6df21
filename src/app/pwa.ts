const HOUR = 3_600_000;
/** A tab in which nobody has typed for this long may be reloaded for an update that was accepted in another tab. */
const IDLE = 3000;

type Flush = () => Promise<void>;

const readyListeners = new Set<() => void>();
let waiting: ServiceWorker | null = null;
let lastInput = 0;
let acceptedHere = false;

/** Calls back when a new version is downloaded and waits; at once if it already does. Answers how to stop. */
export function onUpdateReady(listener: () => void): () => void {
  readyListeners.add(listener);
  if (waiting) listener();
  return () => readyListeners.delete(listener);
}

/** The person accepted the new version: save what is typed, then let it take over; `controllerchange` reloads the tabs. */
export async function applyUpdate(flush: Flush): Promise<void> {
  if (!waiting) return;
  await flush();
  acceptedHere = true;
  waiting.postMessage({ type: "SKIP_WAITING" });
}

/**
 * Registers the service worker and looks for a new version on becoming visible and every hour (UI: prompt mode).
 * `flush` saves what is typed; it runs again right before the reload, so that no character is lost (failure 30).
 */
export async function startPwa(flush: Flush): Promise<void> {
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (!container || !import.meta.env.PROD) return;
  reloadOnTakeover(container, flush);
  const registration = await container.register("/sw.js", { updateViaCache: "none" });
  watchForUpdate(registration, container);
  const check = () => void registration.update().catch(offline);
  setInterval(check, HOUR);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && check());
}

/** A failed check for a new version means the network is off; the next one tries again. */
function offline(error: unknown): void {
  console.info("No check for a new version just now:", error);
}

function watchForUpdate(registration: ServiceWorkerRegistration, container: ServiceWorkerContainer): void {
  const announce = (worker: ServiceWorker | null) => {
    // Without a controller this is the first install: nothing is being replaced.
    if (!worker || !container.controller) return;
    waiting = worker;
    for (const listener of readyListeners) listener();
  };
  announce(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const worker = registration.installing;
    worker?.addEventListener("statechange", () => worker.state === "installed" && announce(worker));
  });
}

function reloadOnTakeover(container: ServiceWorkerContainer, flush: Flush): void {
  const typed = () => void (lastInput = performance.now());
  document.addEventListener("input", typed, true);
  document.addEventListener("keydown", typed, true);
  let controlled = container.controller !== null;
  container.addEventListener("controllerchange", () => {
    if (!controlled) {
      controlled = true;
      return;
    }
    if (acceptedHere) void flushAndReload(flush);
    else void whenIdle().then(() => flushAndReload(flush));
  });
}

async function flushAndReload(flush: Flush): Promise<void> {
  await flush();
  location.reload();
}

/** Resolves once nobody is typing in this tab: hidden, or no key for a while. */
async function whenIdle(): Promise<void> {
  while (document.visibilityState === "visible" && performance.now() - lastInput < IDLE) {
    await new Promise((resolve) => setTimeout(resolve, IDLE / 3));
  }
}
