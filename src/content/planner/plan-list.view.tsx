import { useLocation, useNavigate } from "@solidjs/router";
import { CalendarRange, ChartSpline, FolderPlus, History, Inbox, Lightbulb, SquareKanban, Sun } from "lucide-solid";
import { type Component, createMemo, For, Show } from "solid-js";
import { createLiveQuery } from "../../app/data/createLiveQuery.ts";
import { useClient } from "../../app/data/use-client.ts";
import { IconButton, runUndoable } from "../../app/ui/index.ts";
import { healthWord, STATUS_WORDS } from "./plan-words.view.ts";
import type { ProjectListed } from "./planner.model.ts";
import { DESKS, type Desk, deskOf } from "./desks.view.ts";
import { createNow } from "./use-now.view.ts";
import "./plan-list.css";
import "./progress-bar.css";

const ICONS: Readonly<Record<Desk, Component<{ size?: number }>>> = {
  today: Sun,
  inbox: Inbox,
  board: SquareKanban,
  week: CalendarRange,
  review: History,
  pictures: ChartSpline,
  rules: Lightbulb,
};

/** Where planning is done, and the projects. */
export function PlanList() {
  const client = useClient();
  const navigate = useNavigate();
  const location = useLocation();
  const projects = createLiveQuery("project.list", () => ({ limit: 500 }), { keep: true });
  // Health is judged at a moment, from all that happened: it comes a little after the list itself.
  const now = createNow();
  const judged = createLiveQuery("project.bubbles", () => ({ now: now() }), { keep: true });
  const health = createMemo(() => new Map((judged.data ?? []).map(({ id, health }) => [id, health])));
  const stages = createLiveQuery("todo.stages", () => ({}), { keep: true });
  const inbox = () => stages.data?.find(({ status }) => status === "dumped")?.count ?? 0;
  const isHere = (desk: Desk) => location.pathname === "/plan" && deskOf(location.search) === desk;
  async function create(): Promise<void> {
    const id = client.newId();
    if (await runUndoable(client, [{ name: "project.create", args: { id, name: "New project" } }], "A new project."))
      navigate(`/plan/${id}`, { state: { created: true } });
  }
  return (
    <section class="plan-list" aria-label="Plan">
      <nav aria-label="Planning">
        <For each={DESKS}>
          {({ desk, label }) => (
            <a class="plan-link" href={`/plan?view=${desk}`} aria-current={isHere(desk) ? "page" : undefined}>
              {ICONS[desk]({ size: 16 })}
              <span>{label}</span>
              <Show when={desk === "inbox" && inbox() > 0}>
                <small>{inbox()}</small>
              </Show>
            </a>
          )}
        </For>
      </nav>
      <header>
        <h2>Projects</h2>
        <IconButton icon={FolderPlus} label="New project" keys="P" onClick={() => void create()} />
      </header>
      <Show
        when={projects.data?.length !== 0}
        fallback={<p class="plan-none">A project says what you want and why. Todos find their place in it.</p>}
      >
        <nav aria-label="Projects">
          <For each={projects.data}>
            {(project) => (
              <ProjectLink
                project={project}
                health={health().get(project.id) ?? null}
                current={location.pathname === `/plan/${project.id}`}
              />
            )}
          </For>
        </nav>
      </Show>
    </section>
  );
}

function ProjectLink(props: { project: ProjectListed; health: number | null; current: boolean }) {
  const health = () => healthWord(props.health);
  return (
    <a
      class="plan-link plan-project"
      href={`/plan/${props.project.id}`}
      aria-current={props.current ? "page" : undefined}
      data-status={props.project.status}
    >
      <span>
        <span>{props.project.name}</span>
        <small>
          {props.project.status === "active"
            ? `${props.project.open} open · ${props.project.progress} %`
            : STATUS_WORDS[props.project.status]}
          <Show when={props.project.status === "active" && props.health !== null}>
            {" · "}
            <em data-tone={health().tone}>{health().word}</em>
          </Show>
        </small>
      </span>
      <progress max={100} value={props.project.progress} aria-label={`${props.project.progress} % done`} />
    </a>
  );
}
