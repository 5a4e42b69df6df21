import { Match, Switch } from "solid-js";
import { createLiveQuery } from "../data/createLiveQuery.ts";
import { STARTED } from "../shell/actions.ts";
import { FirstRun } from "./first-run.tsx";
import { Overview } from "./overview.tsx";

/** The first-run screen while there is nothing and nothing was chosen; from then on the overview. */
export function Home() {
  const settings = createLiveQuery("setting.list", () => ({}));
  const stats = createLiveQuery("workspace.stats", () => ({}));
  const isEmpty = () => Object.values(stats.data?.nodes ?? {}).every((count) => count === 0) && stats.data?.trashed === 0;
  return (
    <Switch>
      <Match when={settings.data && stats.data && isEmpty() && !settings.data[STARTED]}>
        <FirstRun />
      </Match>
      <Match when={stats.data}>{(known) => <Overview stats={known()} />}</Match>
    </Switch>
  );
}
