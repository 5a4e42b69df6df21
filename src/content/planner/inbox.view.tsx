import { ArrowRight, Inbox, Trash2 } from "lucide-solid";
import { createSignal, For, Show } from "solid-js";
import { createLiveQuery } from "../../app/data/createLiveQuery.ts";
import { useClient } from "../../app/data/use-client.ts";
import { EmptyState, IconButton, runUndoable } from "../../app/ui/index.ts";
import type { ProjectListed, TodoListed } from "./planner.model.ts";
import { createPart, More } from "./more.view.tsx";
import { QuickAdd } from "./quick-add.view.tsx";
import { TodoRow } from "./todo-row.view.tsx";
import { createNow } from "./use-now.view.ts";

/** What was written down and has no place yet: each gets a project, or goes. */
export function InboxDesk() {
  const client = useClient();
  const now = createNow();
  const part = createPart();
  const todos = createLiveQuery("todo.list", () => ({ status: ["dumped"], limit: part.limit() }), { keep: true });
  const stages = createLiveQuery("todo.stages", () => ({}), { keep: true });
  const total = () => stages.data?.find(({ status }) => status === "dumped")?.count ?? 0;
  const projects = createLiveQuery("project.list", () => ({ status: "active" as const, limit: 500 }), { keep: true });
  const match = (todo: TodoListed, projectId: string) => {
    const project = projects.data?.find(({ id }) => id === projectId);
    if (project)
      void runUndoable(
        client,
        [{ name: "todo.update", args: { id: todo.id, project_id: projectId } }],
        `“${todo.name}” belongs to ${project.name} now.`,
      );
  };
  const drop = (todo: TodoListed) =>
    runUndoable(client, [{ name: "node.trash", args: { id: todo.id } }], `“${todo.name}” is in the trash.`);
  return (
    <article class="plan-column">
      <header class="plan-head">
        <h1>Inbox</h1>
        <p>Write it down now, find its place later.</p>
      </header>
      <QuickAdd placeholder="What is on your mind?" />
      <Show
        when={todos.data?.length !== 0}
        fallback={<EmptyState picture={<Inbox size={44} strokeWidth={1.25} />} text="The inbox is empty: every thought has its place." />}
      >
        <section>
          <For each={todos.data}>
            {(todo) => (
              <TodoRow todo={todo} now={now()}>
                <label class="inbox-match">
                  <ArrowRight size={14} aria-hidden="true" />
                  <ProjectChoice name={todo.name} projects={projects.data ?? []} onChoose={(project) => match(todo, project)} />
                </label>
                <IconButton icon={Trash2} label={`Drop ${todo.name}`} onClick={() => void drop(todo)} />
              </TodoRow>
            )}
          </For>
          <More shown={todos.data?.length ?? 0} total={total()} part={part} />
        </section>
      </Show>
    </article>
  );
}

interface ProjectChoiceProps {
  readonly name: string;
  readonly projects: readonly ProjectListed[];
  readonly onChoose: (projectId: string) => void;
}

/** All projects, once somebody turns to it: hundreds in each of hundreds of rows would be most of the page. */
function ProjectChoice(props: ProjectChoiceProps) {
  const [isWanted, setWanted] = createSignal(false);
  return (
    <select
      aria-label={`Project of ${props.name}`}
      onPointerEnter={() => setWanted(true)}
      onFocus={() => setWanted(true)}
      onChange={(event) => props.onChoose(event.currentTarget.value)}
    >
      <option value="">Project…</option>
      <Show when={isWanted()}>
        <For each={props.projects}>{(project) => <option value={project.id}>{project.name}</option>}</For>
      </Show>
    </select>
  );
}
