type Listener = () => void;

/** What happens to a page, without its six events. */
export interface Lifecycle {
  /** The page is hidden, left, frozen or closed: perhaps the last code that ever runs here. */
  onHide(listener: Listener): void;
  /** The page stops running, and whatever its worker holds keeps other tabs waiting. */
  onStop(listener: Listener): void;
  /** The page goes into the back/forward cache: it and its worker stand still from here on, in the middle of whatever they do. */
  onRest(listener: Listener): void;
  /** The page runs again: from the back/forward cache, thawed, or visible again. */
  onReturn(listener: Listener): void;
}

/** `pagehide` and `freeze` stop a page, `pageshow` (persisted), `resume` and becoming visible bring it back (TAB10). */
export function createLifecycle(document: Pick<Document, "addEventListener" | "visibilityState">, window: Pick<Window, "addEventListener">): Lifecycle {
  return {
    onHide(listener) {
      document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && listener());
      document.addEventListener("freeze", listener);
      window.addEventListener("pagehide", listener);
    },
    onStop(listener) {
      document.addEventListener("freeze", listener);
      window.addEventListener("pagehide", listener);
    },
    onRest(listener) {
      window.addEventListener("pagehide", (event) => event.persisted && listener());
    },
    onReturn(listener) {
      document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && listener());
      document.addEventListener("resume", listener);
      window.addEventListener("pageshow", (event) => event.persisted && listener());
    },
  };
}
