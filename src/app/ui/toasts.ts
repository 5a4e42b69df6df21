import { createRoot, createSignal } from "solid-js";

interface Toast {
  readonly text: string;
  /** One action, such as Undo. */
  readonly action?: { readonly label: string; readonly run: () => void };
  readonly tone?: "plain" | "danger";
  /** Stays until it is followed by another: for work that is under way. */
  readonly underWay?: boolean;
}

export interface ShownToast extends Toast {
  readonly key: number;
}

const MOST = 3;
const SHOWN_MS = 6000;
/** Time to read a failure and to reach its action. */
const SHOWN_LONG_MS = 12_000;

/** Short messages at the edge of the window. `now` and later are the browser's; a toast stays while it is pointed at or focused. */
function createToasts() {
  const [toasts, setToasts] = createSignal<readonly ShownToast[]>([]);
  const timers = new Map<number, number>();
  let next = 0;

  const dismiss = (key: number) => {
    hold(key);
    setToasts((before) => before.filter((toast) => toast.key !== key));
  };
  const hold = (key: number) => {
    clearTimeout(timers.get(key));
    timers.delete(key);
  };
  const release = (toast: ShownToast) => {
    hold(toast.key);
    if (toast.underWay) return;
    timers.set(
      toast.key,
      window.setTimeout(() => dismiss(toast.key), toast.action || toast.tone === "danger" ? SHOWN_LONG_MS : SHOWN_MS),
    );
  };
  const show = (toast: Toast): number => {
    const shown = { ...toast, key: next++ };
    setToasts((before) => [...before.slice(1 - MOST), shown]);
    release(shown);
    return shown.key;
  };
  const replace = (key: number, toast: Toast) => {
    const shown = { ...toast, key };
    setToasts((before) => before.map((other) => (other.key === key ? shown : other)));
    release(shown);
  };
  return { toasts, show, replace, dismiss, hold, release };
}

export const toastQueue = createRoot(createToasts);

/** Says something in passing; what must be read belongs in the page. */
export const showToast = (toast: Toast): void => void toastQueue.show(toast);

/** Answers how to say something else in the same place. */
export function showSteps(toast: Toast): (next: Toast) => void {
  const key = toastQueue.show({ ...toast, underWay: true });
  return (next) => toastQueue.replace(key, next);
}
