import { useSearchParams } from "@solidjs/router";
import { CalendarRange, Minus, Plus, TriangleAlert } from "lucide-solid";
import { createMemo, For, Show } from "solid-js";
import { addDays, dayAt, floorTo } from "../../base/days.ts";
import { createLiveQuery } from "../../app/data/createLiveQuery.ts";
import { useClient } from "../../app/data/use-client.ts";
import { EmptyState, IconButton, Kbd, runUndoable } from "../../app/ui/index.ts";
import "../../app/ui/field.css";
import { BurnUp } from "./burn-up.view.tsx";
import { createPart, More } from "./more.view.tsx";
import { hoursWords } from "./plan-words.view.ts";
import type { Stage, TodoListed, Week } from "./planner.model.ts";
import { useRowKeys } from "./row-keys.view.ts";
import { TodoRow } from "./todo-row.view.tsx";
import { createNow } from "./use-now.view.ts";
import { KeyHint, WeekHead } from "./week-head.view.tsx";

const READY: Stage[] = ["matched", "refined", "confirmed"];

/** A week: how much it holds, what is planned, how it goes; what is ready can be put in, what is too much taken out. */
export function WeekDesk() {
  const client = useClient();
  const now = createNow();
  const [search, setSearch] = useSearchParams();
  const thisWeek = createMemo(() => floorTo("week", dayAt(now()), 1));
  const start = () => (typeof search["week"] === "string" ? search["week"] : thisWeek());
  const week = createLiveQuery("week.get", () => ({ week_start_date: start(), now: now() }), { keep: true });
  const part = createPart();
  const ready = createLiveQuery("todo.list", () => ({ status: READY, limit: part.limit() }), { keep: true });
  const stages = createLiveQuery("todo.stages", () => ({}), { keep: true });
  const readyInAll = () => (stages.data ?? []).filter(({ status }) => READY.includes(status)).reduce((sum, { count }) => sum + count, 0);
  const go = (week: string | undefined) => setSearch({ week });
  const plan = (todo: TodoListed) =>
    runUndoable(
      client,
      [{ name: "todo.commit", args: { id: todo.id, week_start_date: start() } }],
      `“${todo.name}” is planned for this week.`,
    );
  const takeOut = (todo: TodoListed) =>
    runUndoable(client, [{ name: "todo.commit", args: { id: todo.id, week_start_date: null } }], `“${todo.name}” is out of the week.`);
  useRowKeys({
    onStep: (step) => go(addDays(start(), 7 * step)),
    onRow: (id, step) => {
      const todo = (step === 1 ? ready.data : week.data?.todos)?.find((one) => one.id === id && one.status !== "done");
      if (todo) void (step === 1 ? plan(todo) : takeOut(todo));
    },
  });
  return (
    <article class="plan-column">
      <WeekHead title={start() === thisWeek() ? "This week" : "Week"} start={start()} home={thisWeek()} go={go} />
      <KeyHint>
        <Kbd keys="↑" /> <Kbd keys="↓" /> from todo to todo, <Kbd keys="Shift →" /> plans it, <Kbd keys="Shift ←" /> takes it out,{" "}
        <Kbd keys="←" /> <Kbd keys="→" /> week by week
      </KeyHint>
      <Show when={week.data}>
        {(data) => (
          <>
            <Load week={data()} />
            <section>
              <h2>Planned</h2>
              <Show
                when={data().todos.length > 0}
                fallback={
                  <EmptyState
                    picture={<CalendarRange size={44} strokeWidth={1.25} />}
                    text="Nothing is planned yet. Take what is ready from below."
                  />
                }
              >
                <For each={data().todos}>
                  {(todo) => (
                    <TodoRow todo={todo} now={now()}>
                      <Show when={todo.status !== "done"}>
                        <IconButton icon={Minus} label={`Take ${todo.name} out of the week`} onClick={() => void takeOut(todo)} />
                      </Show>
                    </TodoRow>
                  )}
                </For>
              </Show>
            </section>
            <Show when={data().todos.length > 0}>
              <BurnUp week={data()} />
            </Show>
          </>
        )}
      </Show>
      <Show when={ready.data?.length}>
        <section>
          <h2>
            Ready to plan <small>{readyInAll().toLocaleString()}</small>
          </h2>
          <For each={ready.data}>
            {(todo) => (
              <TodoRow todo={todo} now={now()} showStage>
                <IconButton icon={Plus} label={`Plan ${todo.name}`} onClick={() => void plan(todo)} />
              </TodoRow>
            )}
          </For>
          <More shown={ready.data?.length ?? 0} total={readyInAll()} part={part} />
        </section>
      </Show>
    </article>
  );
}

/** How full the week is, and whether it fits. */
function Load(props: { week: Week }) {
  const client = useClient();
  const setCapacity = (hours: number) => {
    if (Number.isFinite(hours) && hours >= 0)
      void client.mutate([{ name: "week.plan", args: { week_start_date: props.week.week_start_date, capacity_hours: hours } }]);
  };
  return (
    <section class="week-load">
      <label>
        Hours this week holds
        <input
          class="field"
          type="number"
          min={0}
          max={168}
          step={0.5}
          value={props.week.capacity_hours}
          onChange={(event) => setCapacity(event.currentTarget.valueAsNumber)}
        />
      </label>
      <div>
        <meter
          min={0}
          max={Math.max(1, props.week.capacity_hours, props.week.total_estimated_hours)}
          high={props.week.capacity_hours}
          value={props.week.total_estimated_hours}
          aria-label={`${hoursWords(props.week.total_estimated_hours)} planned of ${hoursWords(props.week.capacity_hours)}`}
        />
        <p>
          {hoursWords(props.week.total_estimated_hours)} planned, {hoursWords(props.week.done_hours)} done ({props.week.completion_rate} %)
        </p>
      </div>
      <Show when={props.week.overload_hours > 0}>
        <p class="week-overload" role="note">
          <TriangleAlert size={16} aria-hidden="true" />
          {hoursWords(props.week.overload_hours)} more than the week holds, as things have gone so far. Take something out, or move it on.
        </p>
      </Show>
    </section>
  );
}
