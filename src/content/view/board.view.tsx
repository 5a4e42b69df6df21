import { Plus } from "lucide-solid";
import { createMemo, createSignal, For, onCleanup, Show, untrack } from "solid-js";
import { createLiveQuery } from "../../app/data/createLiveQuery.ts";
import { useClient } from "../../app/data/use-client.ts";
import { Button, EmptyState, runUndoable } from "../../app/ui/index.ts";
import type { NodeRow } from "../spine/spine.model.ts";
import { BoardColumn, type Followed } from "./board-column.view.tsx";
import { watchDrops } from "./board-drag.view.ts";
import type { ViewProps } from "./view-props.view.ts";
import "./board.css";

const MOST = 30;

/** A set in columns by status: cards are moved by pointer or by keys, each move can be undone (VI9). */
export function BoardView(props: ViewProps) {
  const client = useClient();
  const facet = createLiveQuery("latch.category", () => ({ ...props.filter, by: "status" as const, limit: MOST }), { keep: true });
  const added = () =>
    Array.isArray(props.options["statuses"]) ? (props.options["statuses"] as unknown[]).filter((one) => typeof one === "string") : [];
  /** Those that the person named keep their place, the others follow by name; without a status comes first. */
  const statuses = createMemo(
    (): string[] => {
      if (props.filter.status !== undefined) return [props.filter.status];
      if (props.options["fixed"] === true) return added();
      const found = (facet.data ?? []).map(({ value }) => value).filter(Boolean);
      const named = added();
      return ["", ...named, ...found.filter((one) => !named.includes(one)).toSorted((a, b) => a.localeCompare(b))];
    },
    [],
    { equals: (a, b) => a.join("\n") === b.join("\n") },
  );
  /** Of a content type that calls its statuses otherwise. */
  const labels = () => props.options["labels"] as Readonly<Record<string, string>> | undefined;
  const countOf = (status: string) => facet.data?.find(({ value }) => value === status)?.count ?? 0;
  const [following, setFollowing] = createSignal<Followed>();
  let board!: HTMLDivElement;

  async function move(node: NodeRow, status: string): Promise<void> {
    if ((node.status ?? "") === status) return;
    setFollowing({ id: node.id, status });
    const text = status ? `“${node.name}” is ${untrack(labels)?.[status] ?? status} now.` : `“${node.name}” has no status now.`;
    await runUndoable(client, [{ name: "node.update", args: { id: node.id, status: status || null } }], text);
  }
  function moveBy(node: NodeRow, step: number): void {
    const at = statuses().indexOf(node.status ?? "");
    const to = statuses()[at + step];
    if (to !== undefined) void move(node, to);
  }
  onCleanup(watchDrops((node, status) => void move(node, status)));

  /** Arrow keys go from card to card and from column to column. */
  function onKeyDown(event: KeyboardEvent): void {
    const card = (event.target as HTMLElement).closest<HTMLElement>("[data-card]");
    if (!card || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const columns = [...board.querySelectorAll<HTMLElement>("[data-status]")];
    const own = columns.findIndex((column) => column.contains(card));
    const cards = (at: number) => [...(columns[at]?.querySelectorAll<HTMLElement>("[data-card]") ?? [])];
    const index = cards(own).indexOf(card);
    const beside = (step: number): HTMLElement | undefined => {
      for (let at = own + step; at >= 0 && at < columns.length; at += step) {
        const found = cards(at);
        if (found.length > 0) return found[Math.min(index, found.length - 1)];
      }
      return undefined;
    };
    const to =
      event.key === "ArrowDown"
        ? cards(own)[index + 1]
        : event.key === "ArrowUp"
          ? cards(own)[index - 1]
          : event.key === "ArrowRight"
            ? beside(1)
            : event.key === "ArrowLeft"
              ? beside(-1)
              : undefined;
    if (!to) return;
    event.preventDefault();
    to.focus();
  }
  return (
    <Show when={facet.data} fallback={<Show when={facet.error}>{(error) => <EmptyState text={error().message} />}</Show>}>
      <div ref={board} class="board" role="group" aria-label="Board by status" onKeyDown={onKeyDown}>
        <For each={statuses()}>
          {(status) => (
            <BoardColumn
              status={status}
              label={labels()?.[status]}
              filter={props.filter}
              count={countOf(status)}
              following={following()}
              onFollowed={() => setFollowing(undefined)}
              onMove={moveBy}
              open={props.open}
            />
          )}
        </For>
        <Show when={props.options["fixed"] !== true}>
          <NewColumn
            onAdd={(status) => {
              if (!statuses().includes(status)) props.setOptions({ statuses: [...added(), status] });
            }}
          />
        </Show>
      </div>
    </Show>
  );
}

/** A column is a status: naming one makes it, and it stays while the view names it. */
function NewColumn(props: { onAdd: (status: string) => void }) {
  const [isOpen, setOpen] = createSignal(false);
  let field!: HTMLInputElement;
  function done(): void {
    const status = field.value.trim();
    setOpen(false);
    if (status) props.onAdd(status);
  }
  return (
    <div class="board-new">
      <Show
        when={isOpen()}
        fallback={
          <Button look="quiet" icon={Plus} onClick={() => (setOpen(true), field.focus())}>
            Add column
          </Button>
        }
      >
        <input
          ref={field}
          type="text"
          aria-label="Status of the new column"
          placeholder="Status"
          maxLength={200}
          onKeyDown={(event) => {
            if (event.isComposing) return;
            if (event.key === "Enter") done();
            if (event.key === "Escape") setOpen(false);
          }}
        />
      </Show>
    </div>
  );
}
