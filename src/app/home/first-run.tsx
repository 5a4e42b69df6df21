import { createSignal } from "solid-js";
import { layout } from "../shell/layout-state.ts";
import { useActions } from "../shell/use-actions.ts";
import { Button } from "../ui/index.ts";
import { Mark } from "./mark.tsx";
import "./first-run.css";

/** One screen, three ways in, no account. */
export function FirstRun() {
  const actions = useActions();
  const [busy, setBusy] = createSignal(false);
  const start = (action: () => Promise<void>) => {
    setBusy(true);
    void action().finally(() => setBusy(false));
  };
  return (
    <div class="first-run">
      <div class="first-run-column">
        <Mark />
        <h1>Atelier</h1>
        <p class="first-run-lead">
          One private workspace for what you make. It is a single file on this device: no account, nothing sent anywhere.
        </p>
        <div class="first-run-ways">
          <Button look="primary" size="large" disabled={busy()} onClick={() => start(actions.openSample)}>
            Open the sample workspace
          </Button>
          <div>
            <Button size="large" disabled={busy()} onClick={() => layout.setImporting([])}>
              Import…
            </Button>
            <Button size="large" disabled={busy()} onClick={() => start(actions.startEmpty)}>
              Start empty
            </Button>
          </div>
        </div>
        <p class="first-run-hint">
          The sample is the making of an album. You can remove it with one click. Import takes an Obsidian vault, a zip or a folder of
          Markdown; drop it anywhere.
        </p>
      </div>
    </div>
  );
}
