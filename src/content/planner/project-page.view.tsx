import { useLocation } from "@solidjs/router";
import { ListChecks } from "lucide-solid";
import { createSignal, For, Match, onMount, Show, Switch } from "solid-js";
import { createLiveQuery } from "../../app/data/createLiveQuery.ts";
import { useClient } from "../../app/data/use-client.ts";
import { Button, EmptyState, runUndoable } from "../../app/ui/index.ts";
import { Choice, DateField, NameField, TextField } from "./fields.view.tsx";
import { healthWord, hoursWords, PRIORITY_WORDS, STATUS_WORDS } from "./plan-words.view.ts";
import { createPart, More } from "./more.view.tsx";
import { OPEN_STAGES, PRIORITIES, PROJECT_STATUSES, type ProjectRecord } from "./planner.model.ts";
import { PlanDesk } from "./plan-desk.view.tsx";
import { ProjectInsights } from "./project-insights.view.tsx";
import { QuickAdd } from "./quick-add.view.tsx";
import { TodoRow } from "./todo-row.view.tsx";
import { createNow } from "./use-now.view.ts";
import "../../app/ui/fold.css";
import "./plan-desk.css";
import "./progress-bar.css";
import "./project-page.css";

/** A project, or with an empty id the desk that the address names. */
export function ProjectPage(props: { id: string }) {
  return (
    <Show when={props.id} fallback={<PlanDesk />} keyed>
      {(id) => <LoadedProject id={id} />}
    </Show>
  );
}

/** A project: why, how far, how it does and for which reasons, and its todos. */
function LoadedProject(props: { id: string }) {
  const client = useClient();
  const project = createLiveQuery("project.get", () => ({ id: props.id }));
  onMount(() => void client.mutate([{ name: "node.visit", args: { id: props.id } }]));
  return (
    <Switch>
      <Match when={project.data}>{(record) => <OpenProject project={record()} />}</Match>
      <Match when={project.data === null}>
        <EmptyState text="This project is not here any more. It was deleted for ever, or this address is of another workspace." />
      </Match>
    </Switch>
  );
}

function OpenProject(props: { project: ProjectRecord }) {
  const client = useClient();
  const now = createNow();
  const location = useLocation<{ created?: boolean }>();
  const set = (args: object) => void client.mutate([{ name: "project.update", args: { id: props.project.id, ...args } }]);
  const stages = createLiveQuery("todo.stages", () => ({ project_id: props.project.id }), { keep: true });
  const doneInAll = () => stages.data?.find(({ status }) => status === "done")?.count ?? 0;
  const openInAll = () => (stages.data ?? []).reduce((sum, { count }) => sum + count, 0) - doneInAll();
  const [openPart, donePart] = [createPart(), createPart()];
  const open = createLiveQuery("todo.list", () => ({ project_id: props.project.id, status: OPEN_STAGES, limit: openPart.limit() }), {
    keep: true,
  });
  const [showsDone, setShowsDone] = createSignal(false);
  const done = createLiveQuery(
    "todo.list",
    () => (showsDone() ? { project_id: props.project.id, status: ["done" as const], limit: donePart.limit() } : undefined),
    { keep: true },
  );
  const analysis = createLiveQuery("project.analyse", () => ({ id: props.project.id, now: now() }), { keep: true });
  const health = () => healthWord(analysis.data?.health ?? null);
  return (
    <article class="plan-scroll">
      <div class="plan-column">
        <header class="project-head">
          <NameField name={props.project.name} fresh={location.state?.created === true} onChange={(name) => set({ name })} />
          <div class="project-progress">
            <progress max={100} value={props.project.progress} aria-label="Progress" />
            <span>{props.project.progress} %</span>
            <span class="health" data-tone={health().tone}>
              <i aria-hidden="true" />
              {health().word}
            </span>
          </div>
          <Show when={props.project.deleted_at !== null}>
            <p class="plan-note" role="status">
              This project is in the trash.{" "}
              <Button onClick={() => void client.mutate([{ name: "node.restore", args: { id: props.project.id } }])}>Restore</Button>
            </p>
          </Show>
        </header>
        <Show when={analysis.data?.risks[0]}>
          {(risk) => (
            <p class="project-alert" data-severity={risk().severity} role="note">
              {risk().sentence}
            </p>
          )}
        </Show>
        <TextField
          label="Why"
          placeholder="What gets better when this is done?"
          value={props.project.why ?? ""}
          onChange={(why) => set({ why: why.trim() || null })}
        />
        <div class="plan-fields">
          <Choice
            label="Status"
            value={props.project.status}
            options={PROJECT_STATUSES.map((value) => ({ value, label: STATUS_WORDS[value] }))}
            onChange={(status) => set({ status })}
          />
          <Choice
            label="Priority"
            value={props.project.priority}
            options={PRIORITIES.map((value) => ({ value, label: PRIORITY_WORDS[value] }))}
            onChange={(priority) => set({ priority })}
          />
          <DateField label="Due" value={props.project.due_at} onChange={(due_at) => set({ due_at })} />
        </div>
        <section>
          <h2>
            Todos{" "}
            <small>
              {openInAll() > 0 && analysis.data
                ? `${openInAll().toLocaleString()} open, ${hoursWords(analysis.data.facts.hours_left)} left`
                : ""}
            </small>
          </h2>
          <QuickAdd projectId={props.project.id} placeholder="Add a todo to this project: Mix the chorus @fri ~2h" />
          <Show
            when={!stages.data || openInAll() + doneInAll() > 0}
            fallback={
              <EmptyState
                picture={<ListChecks size={44} strokeWidth={1.25} />}
                text="No todos yet. The first small step is the one to write down."
              />
            }
          >
            <For each={open.data}>{(todo) => <TodoRow todo={todo} now={now()} hideProject showStage />}</For>
            <More shown={open.data?.length ?? 0} total={openInAll()} part={openPart} />
            <Show when={doneInAll() > 0}>
              <details class="fold" onToggle={(event) => setShowsDone(event.currentTarget.open)}>
                <summary>{`${doneInAll().toLocaleString()} done`}</summary>
                <For each={done.data}>{(todo) => <TodoRow todo={todo} now={now()} hideProject />}</For>
                <More shown={done.data?.length ?? 0} total={doneInAll()} part={donePart} />
              </details>
            </Show>
          </Show>
        </section>
        <Show when={analysis.data}>{(data) => <ProjectInsights analysis={data()} />}</Show>
        <div class="project-end">
          <Button
            look="quiet"
            onClick={() =>
              void runUndoable(client, [{ name: "node.trash", args: { id: props.project.id } }], `“${props.project.name}” is in the trash.`)
            }
          >
            Move to the trash
          </Button>
        </div>
      </div>
    </article>
  );
}
