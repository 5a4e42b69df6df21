import { ChevronLeft, ChevronRight } from "lucide-solid";
import { createEffect, createMemo, createSignal, For, onCleanup, type JSX, onMount, Show } from "solid-js";
import { createKeysetList } from "../../app/data/keyset-list.ts";
import { shortWhen } from "../../app/ui/dates.ts";
import { createVirtualRows } from "../../app/ui/virtual-rows.ts";
import type { NodeRow } from "../spine/spine.model.ts";
import { dragsCard, takesCards } from "./board-drag.view.ts";
import { TypeIcon } from "./type-icon.view.tsx";
import type { NodeFilter } from "./view.model.ts";

/** A card that was just moved, and where to: the focus goes with it. */
export interface Followed {
  readonly id: string;
  readonly status: string;
}

interface ColumnProps {
  readonly status: string;
  /** Said instead of the status. */
  readonly label?: string | undefined;
  readonly filter: NodeFilter;
  readonly count: number;
  readonly following: Followed | undefined;
  readonly onFollowed: () => void;
  readonly onMove: (node: NodeRow, step: number) => void;
  readonly open: (id: string) => void;
}

/** The things of one status, any number of them, newest first. */
export function BoardColumn(props: ColumnProps) {
  const list = createKeysetList(() => ({ ...props.filter, status: props.status }));
  const virtual = createVirtualRows({ total: list.total, onRange: list.show });
  const rows = createMemo(() => list.rows(virtual.range().from, virtual.range().to));
  const [isOver, setOver] = createSignal(false);
  const label = () => props.label ?? (props.status || "No status");
  const now = Date.now();
  let column!: HTMLElement;
  onMount(() => onCleanup(takesCards(column, () => props.status, setOver)));

  createEffect(() => {
    const id = props.following?.status === props.status ? props.following.id : undefined;
    if (!id || list.indexOf(id) < 0) return;
    virtual.reveal(list.indexOf(id));
    const card = rows().some((row) => row?.id === id) && column.querySelector<HTMLElement>(`[data-card="${id}"]`);
    if (!card) return;
    card.focus();
    props.onFollowed();
  });

  return (
    <section ref={column} class="board-column" data-status={props.status} data-over={isOver() ? "" : undefined} aria-label={label()}>
      <header>
        <h3>{label()}</h3>
        <small>{props.count.toLocaleString()}</small>
      </header>
      <div class="board-cards" role="list" aria-label={`${label()}: cards`} ref={virtual.scroller} tabindex="-1">
        <div class="board-canvas" role="presentation" ref={virtual.canvas}>
          <For each={rows()}>
            {(row, i) => {
              const index = () => virtual.range().from + i();
              return (
                <Show when={row}>
                  {(node) => (
                    <div class="board-slot" role="listitem" ref={(element) => virtual.place(element, index)}>
                      <Card node={node()} now={now} onMove={(step) => props.onMove(node(), step)} open={() => props.open(node().id)} />
                    </div>
                  )}
                </Show>
              );
            }}
          </For>
        </div>
      </div>
    </section>
  );
}

function Card(props: { node: NodeRow; now: number; onMove: (step: number) => void; open: () => void }) {
  const [isDragging, setDragging] = createSignal(false);
  let card!: HTMLDivElement;
  onMount(() => onCleanup(dragsCard(card, () => ({ ...props.node }), setDragging)));
  function onKeyDown(event: KeyboardEvent): void {
    const moves = event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey;
    if (event.target !== card) return;
    if (event.key === "Enter") props.open();
    else if (moves && event.key === "ArrowLeft") props.onMove(-1);
    else if (moves && event.key === "ArrowRight") props.onMove(1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  return (
    <div
      ref={card}
      class="board-card"
      data-card={props.node.id}
      data-dragging={isDragging() ? "" : undefined}
      role="group"
      aria-label={props.node.name}
      aria-description="Enter opens it. Shift with the left or right arrow moves it to the next column."
      tabindex="0"
      onKeyDown={onKeyDown}
      onClick={() => props.open()}
    >
      <p>{props.node.name}</p>
      <div class="board-meta">
        <TypeIcon type={props.node.node_type} />
        <span>{props.node.tags.map((tag) => `#${tag}`).join(" ") || props.node.folder}</span>
        <Show when={props.node.due_at}>
          {(due) => (
            <time data-late={due() < props.now && props.node.completed_at === null ? "" : undefined}>{shortWhen(due(), props.now)}</time>
          )}
        </Show>
      </div>
      <div class="board-move">
        <MoveButton label={`Move ${props.node.name} left`} onMove={() => props.onMove(-1)}>
          <ChevronLeft size={14} />
        </MoveButton>
        <MoveButton label={`Move ${props.node.name} right`} onMove={() => props.onMove(1)}>
          <ChevronRight size={14} />
        </MoveButton>
      </div>
    </div>
  );
}

function MoveButton(props: { label: string; onMove: () => void; children: JSX.Element }) {
  return (
    <button type="button" tabindex="-1" aria-label={props.label} onClick={(event) => (event.stopPropagation(), props.onMove())}>
      {props.children}
    </button>
  );
}
