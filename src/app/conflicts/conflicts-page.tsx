import { useSearchParams } from "@solidjs/router";
import { ChevronLeft, GitMerge } from "lucide-solid";
import { createEffect, createMemo, For, on, Show } from "solid-js";
import type { SyncConflict } from "../../content/sync/sync.model.ts";
import { createLiveQuery } from "../data/createLiveQuery.ts";
import { useClient } from "../data/use-client.ts";
import { layout } from "../shell/layout-state.ts";
import { ageOf } from "../shell/time-words.ts";
import { plural } from "../ui/plural.ts";
import { useTick } from "../sync-panel/use-tick.ts";
import { Button, EmptyState, runUndoable } from "../ui/index.ts";
import { NodeIcon } from "../ui/node-icon.tsx";
import { ConflictDetail, type Choice } from "./conflict-detail.tsx";
import { whatWords } from "./conflict-words.ts";
import "../ui/field.css";
import "./conflicts.css";

const MOST = 500;
const SAID: Record<Choice, string> = { mine: "Yours is kept.", theirs: "Theirs is kept.", merged: "Both are in it now." };

/** What was changed on two sides at once: a list, and for each both sides and a choice (SU5). */
export function ConflictsPage() {
  const client = useClient();
  const now = useTick();
  const [search, setSearch] = useSearchParams();
  const conflicts = createLiveQuery("sync.conflicts", () => ({ limit: MOST }), { keep: true });
  const spaces = createLiveQuery("sync.spaces", () => ({}), { keep: true });
  const rows = createMemo(() => conflicts.data ?? []);
  const chosen = createMemo(() => rows().find(({ id }) => id === search["id"]) ?? (layout.phone() ? undefined : rows()[0]));
  const spaceOf = ({ space_id: id }: SyncConflict) => spaces.data?.find((space) => space.id === id && !space.personal)?.name;
  const choose = (id: string | undefined) => setSearch({ id }, { replace: id !== undefined && search["id"] !== undefined });

  async function resolve(ids: string[], choice: Choice, text: string, value?: string) {
    const at = rows().findIndex(({ id }) => id === ids[0]);
    const after = rows()[at + 1] ?? rows()[at - 1];
    const done = await runUndoable(client, [{ name: "sync.resolve", args: { ids, choice, ...(value !== undefined && { value }) } }], text);
    if (done && ids.length === 1 && !layout.phone()) choose(after?.id);
    else if (done) setSearch({ id: undefined }, { replace: true });
  }
  const resolveAll = (choice: "mine" | "theirs") =>
    resolve(
      rows().map(({ id }) => id),
      choice,
      `${plural(rows().length, "conflict is", "conflicts are")} settled: ${choice === "mine" ? "yours" : "theirs"} kept.`,
    );
  return (
    <Show when={conflicts.data}>
      <Show when={rows().length > 0} fallback={<NoConflicts />}>
        <div class="conflicts" data-open={chosen() ? "" : undefined}>
          <nav class="conflict-list" aria-label="Conflicts">
            <header>
              <h1>
                Conflicts <small>{rows().length}</small>
              </h1>
              <p>Changed on two sides at once. Both are kept until you choose.</p>
            </header>
            <ConflictList rows={rows()} chosen={chosen()?.id} now={now()} onChoose={choose} />
            <Show when={rows().length > 1}>
              <footer>
                <span>All {rows().length}</span>
                <Button onClick={() => void resolveAll("mine")}>Keep mine</Button>
                <Button onClick={() => void resolveAll("theirs")}>Keep theirs</Button>
              </footer>
            </Show>
          </nav>
          <Show when={chosen()} keyed>
            {(conflict) => (
              <div class="conflict-pane">
                <Show when={layout.phone()}>
                  <button type="button" class="page-back" onClick={() => choose(undefined)}>
                    <ChevronLeft size={20} />
                    Conflicts
                  </button>
                </Show>
                <ConflictDetail
                  conflict={conflict}
                  space={spaceOf(conflict)}
                  onResolve={(choice, value) => void resolve([conflict.id], choice, SAID[choice], value)}
                />
              </div>
            )}
          </Show>
        </div>
      </Show>
    </Show>
  );
}

interface ListProps {
  readonly rows: readonly SyncConflict[];
  readonly chosen: string | undefined;
  readonly now: number;
  readonly onChoose: (id: string) => void;
}

/** Arrow keys walk it; what is chosen is shown beside it. */
function ConflictList(props: ListProps) {
  let list!: HTMLUListElement;
  const focusOn = (id: string) => list.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`)?.focus();
  function onKeyDown(event: KeyboardEvent) {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const next = step && props.rows[props.rows.findIndex(({ id }) => id === props.chosen) + step];
    if (!next) return;
    event.preventDefault();
    props.onChoose(next.id);
    focusOn(next.id);
  }
  // After a choice the focus would be lost with the button that was pressed.
  createEffect(
    on(
      () => props.rows.length,
      () => document.activeElement === document.body && props.chosen && focusOn(props.chosen),
      { defer: true },
    ),
  );
  return (
    <ul ref={list} onKeyDown={onKeyDown}>
      <For each={props.rows}>
        {(row) => (
          <li>
            <button
              type="button"
              data-id={row.id}
              aria-current={row.id === props.chosen ? "true" : undefined}
              onClick={() => props.onChoose(row.id)}
            >
              <NodeIcon type={row.node_type ?? ""} />
              <span>
                <strong>{row.name || "Untitled"}</strong>
                <small>
                  {whatWords(row)} · {row.by ?? "another device"}, {ageOf(row.theirs_at, props.now)}
                </small>
              </span>
            </button>
          </li>
        )}
      </For>
    </ul>
  );
}

const NoConflicts = () => (
  <div class="plain-page">
    <EmptyState
      isPage
      picture={<GitMerge size={44} strokeWidth={1.25} />}
      title="No conflicts"
      text="When the same thing is changed on two devices at once, both sides wait here, and you say what counts."
    />
  </div>
);
