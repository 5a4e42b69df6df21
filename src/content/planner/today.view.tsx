import { A } from "@solidjs/router";
import { createMemo, For, Show } from "solid-js";
import { addDays, dayAt, startOf } from "../../base/days.ts";
import { createLiveQuery } from "../../app/data/createLiveQuery.ts";
import { EmptyState } from "../../app/ui/index.ts";
import { Sun } from "lucide-solid";
import type { Recommendation } from "./insights/insights.model.ts";
import { createPart, More } from "./more.view.tsx";
import { OPEN_STAGES } from "./planner.model.ts";
import { QuickAdd } from "./quick-add.view.tsx";
import { Terms } from "./terms.view.tsx";
import { TodoRow } from "./todo-row.view.tsx";
import { createNow } from "./use-now.view.ts";

const DATE = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });

/** What to do today, and why; what is due; what was done. */
export function Today() {
  const now = createNow();
  const today = createMemo(() => dayAt(now()));
  const advice = createLiveQuery("recommendations.daily", () => ({ now: now(), limit: 12 }), { keep: true });
  const part = createPart();
  const tomorrow = () => startOf(addDays(today(), 1));
  const due = createLiveQuery("todo.list", () => ({ status: OPEN_STAGES, due_before: tomorrow(), limit: part.limit() }), { keep: true });
  const dueInAll = createLiveQuery("todo.due", () => ({ before: tomorrow() }), { keep: true });
  const done = createLiveQuery("todo.list", () => ({ status: ["done"], completed_after: startOf(today()), limit: 100 }), { keep: true });
  const isQuiet = () => advice.data?.length === 0 && due.data?.length === 0 && done.data?.length === 0;
  return (
    <article class="plan-column">
      <header class="plan-head">
        <h1>Today</h1>
        <p>{DATE.format(now())}</p>
      </header>
      <QuickAdd />
      <Show when={isQuiet()}>
        <EmptyState
          picture={<Sun size={44} strokeWidth={1.25} />}
          text="Nothing asks for you today. Write down what comes to mind; it waits in the inbox."
        />
      </Show>
      <Show when={advice.data?.length}>
        <section>
          <h2>What to do</h2>
          <ol class="advice">
            <For each={advice.data}>{(entry) => <Advice entry={entry} />}</For>
          </ol>
        </section>
      </Show>
      <Show when={due.data?.length}>
        <section>
          <h2>
            Due <small>{dueInAll.data?.toLocaleString()}</small>
          </h2>
          <For each={due.data}>{(todo) => <TodoRow todo={todo} now={now()} showStage />}</For>
          <More shown={due.data?.length ?? 0} total={dueInAll.data ?? 0} part={part} />
        </section>
      </Show>
      <Show when={done.data?.length}>
        <section>
          <h2>Done today</h2>
          <For each={done.data}>{(todo) => <TodoRow todo={todo} now={now()} />}</For>
        </section>
      </Show>
    </article>
  );
}

function Advice(props: { entry: Recommendation }) {
  const href = () => {
    const { todo_id, project_id, kind } = props.entry;
    if (todo_id) return `/plan/todo/${todo_id}`;
    return project_id ? `/plan/${project_id}` : `/plan?view=${kind === "inbox" ? "inbox" : "week"}`;
  };
  return (
    <li data-priority={props.entry.priority}>
      <A href={href()}>{props.entry.title}</A>
      <p>{props.entry.sentence}</p>
      <Show when={props.entry.steps.length > 0}>
        <ul>
          <For each={props.entry.steps}>{(step) => <li>{step}</li>}</For>
        </ul>
      </Show>
      <Terms terms={props.entry.terms} sum={props.entry.score} label="Why here" />
    </li>
  );
}
