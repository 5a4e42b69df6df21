import { A } from "@solidjs/router";
import { Check } from "lucide-solid";
import { createSignal, For, Show } from "solid-js";
import { type Day, dayAt } from "../../base/days.ts";
import type { DueNodes, NodeRow } from "../../content/spine/spine.model.ts";
import { useClient } from "../data/use-client.ts";
import { Button, runUndoable } from "../ui/index.ts";
import { type AgendaDay, countOf, dayWords, type DueGroups } from "./agenda.ts";
import { hrefOf } from "./node-link.ts";

const TIME = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });

interface DueProps {
  readonly due: DueGroups;
  readonly today: Day;
}

const GROUPS = [
  { name: "overdue", title: "Overdue", tone: "late" },
  { name: "today", title: "Today", tone: "today" },
  { name: "week", title: "This week", tone: "soon" },
] as const;

const sizeOf = ({ open, done }: DueNodes): number => open + done;

/** What wants to be done: overdue, today, this week. A tick completes, and can be taken back. */
export function Due(props: DueProps) {
  const isEmpty = () => GROUPS.every(({ name }) => sizeOf(props.due[name]) === 0);
  return (
    <section class="overview-section" aria-labelledby="home-due">
      <h2 id="home-due">Due</h2>
      <Show when={!isEmpty()} fallback={<p class="overview-empty">Nothing due this week. What gets a due date stands here.</p>}>
        <For each={GROUPS}>{(group) => <Group {...props} {...group} />}</For>
      </Show>
    </section>
  );
}

/** The first of a group; the others when they are asked for, as many as one answer holds. */
function Group(props: DueProps & (typeof GROUPS)[number]) {
  const [all, setAll] = createSignal(false);
  const group = () => props.due[props.name];
  const left = () => sizeOf(group()) - group().rows.length;
  return (
    <Show when={sizeOf(group()) > 0}>
      <h3 class="due-title" data-tone={props.tone}>
        {props.title} <small>{countOf(sizeOf(group()))}</small>
      </h3>
      <ul>
        <For each={group().rows}>
          {(row) => <DueRow row={row} when={props.tone === "today" ? "" : dayWords(dayAt(row.due_at!), props.today)} />}
        </For>
      </ul>
      <Show when={left() > 0}>
        <Show
          when={!all()}
          fallback={<p class="overview-empty">{`Showing ${countOf(group().rows.length)} of ${countOf(sizeOf(group()))}.`}</p>}
        >
          <Button
            look="quiet"
            onClick={() => {
              setAll(true);
              group().showAll();
            }}
          >
            {`Show ${countOf(left())} more`}
          </Button>
        </Show>
      </Show>
    </Show>
  );
}

function DueRow(props: { row: NodeRow; when: string }) {
  const client = useClient();
  const isDone = () => props.row.completed_at !== null;
  const toggle = () =>
    void runUndoable(
      client,
      [{ name: "node.update", args: { id: props.row.id, completed_at: isDone() ? null : Date.now() } }],
      isDone() ? `“${props.row.name}” is open again.` : `“${props.row.name}” completed.`,
    );
  return (
    <li class="due-row" data-done={isDone()}>
      <button
        type="button"
        class="tick"
        role="checkbox"
        aria-checked={isDone()}
        aria-label={`Completed: ${props.row.name}`}
        onClick={toggle}
      >
        <i>
          <Check size={12} strokeWidth={3} />
        </i>
      </button>
      <A href={hrefOf(props.row)} class="overview-row">
        <span class="overview-name">{props.row.name}</span>
        <span class="overview-folder">{props.row.folder}</span>
        <Show when={props.when}>
          <time dateTime={new Date(props.row.due_at!).toISOString()}>{props.when}</time>
        </Show>
      </A>
    </li>
  );
}

/** The events of the next seven days. */
export function Agenda(props: { agenda: readonly AgendaDay[]; today: Day }) {
  return (
    <section class="overview-section" aria-labelledby="home-week">
      <h2 id="home-week">Events this week</h2>
      <Show when={props.agenda.length > 0} fallback={<p class="overview-empty">No events in the next seven days.</p>}>
        <ul>
          <For each={props.agenda}>
            {({ day, events }) => (
              <For each={events}>
                {(event, i) => (
                  <li>
                    <A href={hrefOf(event)} class="overview-row">
                      <span class="agenda-day">{i() === 0 ? capital(dayWords(day, props.today)) : ""}</span>
                      <span class="overview-name">{event.name}</span>
                      <span class="overview-folder">{event.location_name ?? ""}</span>
                      <time dateTime={new Date(event.event_start!).toISOString()}>{TIME.format(event.event_start!)}</time>
                    </A>
                  </li>
                )}
              </For>
            )}
          </For>
        </ul>
      </Show>
    </section>
  );
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
