import { A } from "@solidjs/router";
import { Check, Play, Square } from "lucide-solid";
import { type JSX, Show } from "solid-js";
import { useClient } from "../../app/data/use-client.ts";
import { shortWhen } from "../../app/ui/dates.ts";
import { IconButton, runUndoable } from "../../app/ui/index.ts";
import { hoursWords, STAGE_WORDS } from "./plan-words.view.ts";
import type { TodoListed } from "./planner.model.ts";
import "./todo-row.css";

interface TodoRowProps {
  readonly todo: TodoListed;
  readonly now: number;
  /** The project is clear from where the row stands. */
  readonly hideProject?: boolean;
  readonly showStage?: boolean;
  /** What else can be done with it here. */
  readonly children?: JSX.Element;
}

/** A todo as lists show it: tick, name, what is known of it, timer. */
export function TodoRow(props: TodoRowProps) {
  const client = useClient();
  const isDone = () => props.todo.status === "done";
  const isRunning = () => props.todo.timer_started_at !== null;
  const tick = () =>
    runUndoable(
      client,
      [{ name: "todo.update", args: { id: props.todo.id, status: isDone() ? "committed" : "done" } }],
      isDone() ? `“${props.todo.name}” is open again.` : `“${props.todo.name}” is done.`,
    );
  const time = () => client.mutate([{ name: isRunning() ? "todo.stop" : "todo.start", args: { id: props.todo.id } }]);
  const isLate = () => props.todo.due_at !== null && props.todo.due_at < props.now && !isDone();
  return (
    <div class="todo-row" data-todo={props.todo.id} data-done={isDone() ? "" : undefined}>
      <button
        type="button"
        class="todo-tick"
        role="checkbox"
        aria-checked={isDone()}
        aria-label={`Done: ${props.todo.name}`}
        onClick={() => void tick()}
      >
        <i>
          <Show when={isDone()}>
            <Check size={12} strokeWidth={3} />
          </Show>
        </i>
      </button>
      <div class="todo-main">
        <A href={`/plan/todo/${props.todo.id}`} class="todo-name">
          {props.todo.name}
        </A>
        <p class="todo-facts">
          <Show when={!props.hideProject && props.todo.project_name}>{(name) => <span class="todo-project">{name()}</span>}</Show>
          <Show when={props.showStage}>
            <span>{STAGE_WORDS[props.todo.status]}</span>
          </Show>
          <Show when={props.todo.priority === "high"}>
            <span class="todo-high">High</span>
          </Show>
          <span>{hoursWords(props.todo.estimated_hours)}</span>
          <Show when={props.todo.actual_hours > 0}>
            <span>{hoursWords(props.todo.actual_hours)} worked</span>
          </Show>
          <Show when={props.todo.due_at}>
            {(due) => (
              <time data-late={isLate() ? "" : undefined} dateTime={new Date(due()).toISOString()}>
                {isLate() ? "overdue, " : "due "}
                {shortWhen(due(), props.now)}
              </time>
            )}
          </Show>
          <Show when={props.todo.tags.length > 0}>
            <span>{props.todo.tags.map((tag) => `#${tag}`).join(" ")}</span>
          </Show>
        </p>
      </div>
      <div class="todo-actions">
        {props.children}
        <Show when={!isDone()}>
          <IconButton
            icon={isRunning() ? Square : Play}
            label={isRunning() ? `Stop the timer of ${props.todo.name}` : `Start the timer of ${props.todo.name}`}
            aria-pressed={isRunning()}
            onClick={() => void time()}
          />
        </Show>
      </div>
    </div>
  );
}
