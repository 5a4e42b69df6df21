import { Navigate } from "@solidjs/router";
import { Match, Switch } from "solid-js";
import { createLiveQuery } from "../../../app/data/createLiveQuery.ts";
import { EmptyState } from "../../../app/ui/index.ts";

/** A week has its place among the desks; its address leads there. */
export function WeekPage(props: { id: string }) {
  const date = createLiveQuery("week.date", () => ({ id: props.id }));
  return (
    <Switch>
      <Match when={date.data}>{(week) => <Navigate href={`/plan?view=review&week=${week()}`} />}</Match>
      <Match when={date.data === null}>
        <EmptyState text="This week is not here any more. It was deleted for ever, or this address is of another workspace." />
      </Match>
    </Switch>
  );
}
