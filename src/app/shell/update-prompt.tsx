import { createSignal, onCleanup, Show } from "solid-js";
import { useClient } from "../data/use-client.ts";
import { applyUpdate, onUpdateReady } from "../pwa.ts";
import { Button } from "../ui/index.ts";

/** A new version waits until the person says so; what is typed is saved before the page reloads (failure 30). */
export function UpdatePrompt() {
  const client = useClient();
  const [ready, setReady] = createSignal(false);
  const [busy, setBusy] = createSignal(false);
  onCleanup(onUpdateReady(() => setReady(true)));
  const reload = () => {
    setBusy(true);
    void applyUpdate(client.flush);
  };
  return (
    <Show when={ready()}>
      <div class="banner" role="status" data-tone="accent">
        <p class="banner-text">A new version is ready. What you typed is saved before the page reloads.</p>
        <Button look="quiet" onClick={() => setReady(false)}>
          Later
        </Button>
        <Button look="primary" disabled={busy()} onClick={reload}>
          Reload
        </Button>
      </div>
    </Show>
  );
}
