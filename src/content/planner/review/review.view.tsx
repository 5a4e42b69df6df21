import { useSearchParams } from "@solidjs/router";
import { ArrowRight, Check, History, Undo2 } from "lucide-solid";
import { createMemo, For, onCleanup, onMount, Show } from "solid-js";
import { addDays, dayAt, floorTo, weekdayOf } from "../../../base/days.ts";
import { createLiveQuery } from "../../../app/data/createLiveQuery.ts";
import { useClient } from "../../../app/data/use-client.ts";
import { Button, EmptyState, IconButton, Kbd, runUndoable } from "../../../app/ui/index.ts";
import { TextField } from "../fields.view.tsx";
import type { TodoListed } from "../planner.model.ts";
import { TodoRow } from "../todo-row.view.tsx";
import { useRowKeys } from "../row-keys.view.ts";
import { createNow } from "../use-now.view.ts";
import { dateWords, KeyHint, WeekHead } from "../week-head.view.tsx";
import type { PlannedTodo, WeekReview } from "./review.model.ts";
import { Goals, Numbers } from "./review-numbers.view.tsx";
import "../plan-desk.css";
import "../progress-bar.css";
import "./review.css";

/** Until Thursday one looks back on the week before; from Friday on, on the one that ends. */
function weekToReview(now: number): string {
  const week = floorTo("week", dayAt(now), 1);
  const weekday = weekdayOf(dayAt(now));
  return weekday === 0 || weekday >= 5 ? week : addDays(week, -7);
}

/** A week looked back on: what was kept, what slid and where it goes, hours and estimates, and what one thinks of it. */
export function ReviewDesk() {
  const client = useClient();
  const now = createNow();
  const [search, setSearch] = useSearchParams();
  const home = createMemo(() => weekToReview(now()));
  const start = () => (typeof search["week"] === "string" ? search["week"] : home());
  const review = createLiveQuery("week.review", () => ({ week_start_date: start(), now: now() }), { keep: true });
  const reflect = (text: string) => void client.mutate([{ name: "week.reflect", args: { week_start_date: start(), text } }]);
  const isQuiet = (data: WeekReview) => data.planned_hours === 0 && data.extra.length === 0 && data.worked_hours === 0;
  useRowKeys({ onStep: (step) => setSearch({ week: addDays(start(), 7 * step) }) });
  return (
    <article class="plan-column review">
      <WeekHead title="Review" start={start()} home={home()} go={(week) => setSearch({ week })} />
      <KeyHint>
        <Kbd keys="↑" /> <Kbd keys="↓" /> from todo to todo, <Kbd keys="Shift →" /> carries it over, <Kbd keys="Shift ←" /> takes it out,{" "}
        <Kbd keys="←" /> <Kbd keys="→" /> week by week
      </KeyHint>
      <Show when={review.data}>
        {(data) => (
          <>
            <Show
              when={!isQuiet(data())}
              fallback={
                <EmptyState
                  picture={<History size={44} strokeWidth={1.25} />}
                  text="Nothing was planned for this week, and nothing was done in it."
                />
              }
            >
              <Numbers review={data()} />
              <Goals goals={data().goals} isOver={data().is_over} />
              <Slid review={data()} now={now()} />
              <Done title="Done as planned" todos={data().kept} now={now()} />
              <Done title="Done besides" todos={data().extra} now={now()} />
            </Show>
            <section>
              <h2>Looking back</h2>
              {/* A field of its own for each week: what is typed for one never lands in another. */}
              <Show when={data().week_start_date} keyed>
                <TextField
                  label="What went well, what got in the way, what will be different?"
                  placeholder="Kept with this week, and found by search."
                  value={data().reflection}
                  rows={5}
                  onChange={reflect}
                />
              </Show>
            </section>
          </>
        )}
      </Show>
    </article>
  );
}

/** What was not done, and its way on: to the next week, all of it by one key, or back to what waits. */
function Slid(props: { review: WeekReview; now: number }) {
  const client = useClient();
  const next = () => {
    const [after, current] = [addDays(props.review.week_start_date, 7), floorTo("week", dayAt(props.now), 1)];
    return after > current ? after : current;
  };
  const isHere = (todo: PlannedTodo) => todo.status !== "done" && todo.week_start_date === props.review.week_start_date;
  const open = () => props.review.slid.filter(isHere);
  const move = (todos: readonly PlannedTodo[], week: string | null) =>
    runUndoable(
      client,
      todos.map(({ id }) => ({ name: "todo.commit" as const, args: { id, week_start_date: week } })),
      `${todos.length === 1 ? `“${todos[0]!.name}”` : `${todos.length} todos`} ${week ? `planned for the week of ${dateWords(week)}` : "out of the week"}.`,
    );
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key.toLowerCase() !== "c" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
    if (document.querySelector("dialog[open]") || (event.target as Element).closest?.("input, textarea, select, [contenteditable]")) return;
    if (open().length === 0) return;
    event.preventDefault();
    void move(open(), next());
  }
  onMount(() => {
    document.addEventListener("keydown", onKeyDown);
    onCleanup(() => document.removeEventListener("keydown", onKeyDown));
  });
  useRowKeys({
    onRow: (id, step) => {
      const todo = open().find((one) => one.id === id);
      if (todo) void move([todo], step === 1 ? next() : null);
    },
  });
  return (
    <Show when={props.review.slid.length > 0}>
      <section>
        <div class="review-slid-head">
          <h2>
            {props.review.is_over ? "Slid" : "Not done yet"} <small>{props.review.slid.length}</small>
          </h2>
          <Show when={open().length > 0}>
            <Button look="primary" icon={ArrowRight} onClick={() => void move(open(), next())}>
              {`Carry ${open().length === 1 ? "it" : `all ${open().length}`} over to the week of ${dateWords(next())}`}
              <Kbd keys="C" />
            </Button>
          </Show>
        </div>
        <For each={props.review.slid}>
          {(todo) => (
            <TodoRow todo={todo} now={props.now}>
              <Show when={isHere(todo)} fallback={<span class="review-where">{whereNow(todo)}</span>}>
                <IconButton icon={Undo2} label={`Take ${todo.name} out of the week`} onClick={() => void move([todo], null)} />
                <IconButton icon={ArrowRight} label={`Carry ${todo.name} over`} onClick={() => void move([todo], next())} />
              </Show>
            </TodoRow>
          )}
        </For>
      </section>
    </Show>
  );
}

function whereNow(todo: PlannedTodo): string {
  if (todo.status === "done") return "done later";
  return todo.week_start_date ? `week of ${dateWords(todo.week_start_date)}` : "waits";
}

function Done(props: { title: string; todos: readonly TodoListed[]; now: number }) {
  return (
    <Show when={props.todos.length > 0}>
      <section>
        <h2>
          <Check size={14} aria-hidden="true" /> {props.title} <small>{props.todos.length}</small>
        </h2>
        <For each={props.todos}>{(todo) => <TodoRow todo={todo} now={props.now} />}</For>
      </section>
    </Show>
  );
}
