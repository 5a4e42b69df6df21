import { A, useLocation } from "@solidjs/router";
import { Play, Square } from "lucide-solid";
import { Match, onMount, Show, Switch } from "solid-js";
import { createLiveQuery } from "../../app/data/createLiveQuery.ts";
import { useClient } from "../../app/data/use-client.ts";
import { Button, EmptyState, runUndoable } from "../../app/ui/index.ts";
import { Choice, DateField, HoursField, NameField, TextField } from "./fields.view.tsx";
import { PlanDesk } from "./plan-desk.view.tsx";
import { PRIORITY_WORDS, STAGE_WORDS } from "./plan-words.view.ts";
import { PRIORITIES, STAGES, type TodoRecord } from "./planner.model.ts";
import "./plan-desk.css";
import "./project-page.css";

/** A todo whole. */
export function TodoPage(props: { id: string }) {
  return (
    <Show when={props.id} fallback={<PlanDesk />} keyed>
      {(id) => <LoadedTodo id={id} />}
    </Show>
  );
}

function LoadedTodo(props: { id: string }) {
  const client = useClient();
  const todo = createLiveQuery("todo.get", () => ({ id: props.id }));
  onMount(() => void client.mutate([{ name: "node.visit", args: { id: props.id } }]));
  return (
    <Switch>
      <Match when={todo.data}>{(record) => <OpenTodo todo={record()} />}</Match>
      <Match when={todo.data === null}>
        <EmptyState text="This todo is not here any more. It was deleted for ever, or this address is of another workspace." />
      </Match>
    </Switch>
  );
}

function OpenTodo(props: { todo: TodoRecord }) {
  const client = useClient();
  const location = useLocation<{ created?: boolean }>();
  const projects = createLiveQuery("project.list", () => ({ limit: 500 }), { keep: true });
  const set = (args: object) => void client.mutate([{ name: "todo.update", args: { id: props.todo.id, ...args } }]);
  const isRunning = () => props.todo.timer_started_at !== null;
  return (
    <article class="plan-scroll">
      <div class="plan-column">
        <header class="project-head">
          <Show when={props.todo.project_name}>
            {(name) => (
              <A class="plan-up" href={`/plan/${props.todo.project_id}`}>
                {name()}
              </A>
            )}
          </Show>
          <NameField name={props.todo.name} fresh={location.state?.created === true} onChange={(name) => set({ name })} />
          <Show when={props.todo.deleted_at !== null}>
            <p class="plan-note" role="status">
              This todo is in the trash.{" "}
              <Button onClick={() => void client.mutate([{ name: "node.restore", args: { id: props.todo.id } }])}>Restore</Button>
            </p>
          </Show>
        </header>
        <div class="plan-actions">
          <Button
            icon={isRunning() ? Square : Play}
            look={isRunning() ? "primary" : "plain"}
            onClick={() => void client.mutate([{ name: isRunning() ? "todo.stop" : "todo.start", args: { id: props.todo.id } }])}
          >
            {isRunning() ? "Stop the timer" : "Start the timer"}
          </Button>
        </div>
        <div class="plan-fields">
          <Choice
            label="Stage"
            value={props.todo.status}
            options={STAGES.map((value) => ({ value, label: STAGE_WORDS[value] }))}
            onChange={(status) => set({ status })}
          />
          <Choice
            label="Project"
            value={props.todo.project_id ?? ""}
            options={[{ value: "", label: "None" }, ...(projects.data ?? []).map(({ id, name }) => ({ value: id, label: name }))]}
            onChange={(id) => set({ project_id: id || null })}
          />
          <Choice
            label="Priority"
            value={props.todo.priority}
            options={PRIORITIES.map((value) => ({ value, label: PRIORITY_WORDS[value] }))}
            onChange={(priority) => set({ priority })}
          />
          <DateField label="Due" value={props.todo.due_at} onChange={(due_at) => set({ due_at })} />
          <HoursField label="Estimated hours" value={props.todo.estimated_hours} onChange={(estimated_hours) => set({ estimated_hours })} />
          <HoursField label="Hours worked" value={props.todo.actual_hours} onChange={(hours) => set({ actual_hours: hours ?? 0 })} />
        </div>
        <TextField
          label="Notes"
          placeholder="What there is to know; [[links]] count."
          value={props.todo.content}
          rows={8}
          onChange={(content) => set({ content })}
        />
        <div class="project-end">
          <Button
            look="quiet"
            onClick={() =>
              void runUndoable(client, [{ name: "node.trash", args: { id: props.todo.id } }], `“${props.todo.name}” is in the trash.`)
            }
          >
            Move to the trash
          </Button>
        </div>
      </div>
    </article>
  );
}
