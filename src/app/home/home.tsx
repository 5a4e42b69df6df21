import { createEffect, createSignal, Show } from "solid-js";
import { createLiveQuery } from "../data/createLiveQuery.ts";
import { workspaceStorage } from "../data/own-workspace.ts";
import { STARTED } from "../shell/actions.ts";
import { FirstRun } from "./first-run.tsx";
import { Overview } from "./overview.tsx";

const HINT = "atelier:started";

/**
 * The first-run screen while there is nothing and nothing was chosen; from then on the overview. Until the database
 * answers, what this device saw last decides, so that the page does not wait for it.
 */
export function Home() {
  const remembered = workspaceStorage();
  const settings = createLiveQuery("setting.list", () => ({}));
  const hint = remembered.getItem(HINT) !== null;
  const [isShown, setShown] = createSignal(!hint);
  /** Everything is counted: where the overview is expected, what it shows comes first. */
  const stats = createLiveQuery("workspace.stats", () => (isShown() ? {} : undefined));
  const isStarted = () => {
    if (!settings.data || !stats.data) return hint;
    const isEmpty = stats.data.trashed === 0 && Object.values(stats.data.nodes).every((count) => count === 0);
    return !isEmpty || settings.data[STARTED] === true;
  };
  createEffect(() => {
    if (!settings.data || !stats.data) return;
    if (isStarted()) remembered.setItem(HINT, "true");
    else remembered.removeItem(HINT);
  });
  return (
    <Show when={isStarted()} fallback={<FirstRun />}>
      <Overview stats={stats.data} onReady={() => setShown(true)} />
    </Show>
  );
}
