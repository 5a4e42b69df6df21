import { X } from "lucide-solid";
import { For, Show } from "solid-js";
import { Button, IconButton } from "./button.tsx";
import { toastQueue, type ShownToast } from "./toasts.ts";
import "./toast-region.css";

/** Where toasts appear; read out politely, and held while pointed at or focused. */
export function ToastRegion() {
  return (
    <div class="toasts" role="region" aria-label="Messages" aria-live="polite">
      <For each={toastQueue.toasts()}>{(toast) => <ToastCard toast={toast} />}</For>
    </div>
  );
}

function ToastCard(props: { toast: ShownToast }) {
  const act = () => {
    props.toast.action?.run();
    toastQueue.dismiss(props.toast.key);
  };
  return (
    <div
      class="toast"
      data-tone={props.toast.tone}
      onPointerEnter={() => toastQueue.hold(props.toast.key)}
      onPointerLeave={() => toastQueue.release(props.toast)}
      onFocusIn={() => toastQueue.hold(props.toast.key)}
      onFocusOut={() => toastQueue.release(props.toast)}
    >
      <p>{props.toast.text}</p>
      <Show when={props.toast.action}>{(action) => <Button onClick={act}>{action().label}</Button>}</Show>
      <IconButton icon={X} label="Dismiss" onClick={() => toastQueue.dismiss(props.toast.key)} />
    </div>
  );
}
