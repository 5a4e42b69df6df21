import { createEffect, createMemo, For, Show } from "solid-js";
import { createKeysetList, type ListArgs } from "../../app/data/keyset-list.ts";
import { EmptyState } from "../../app/ui/index.ts";
import { createVirtualRows } from "../../app/ui/virtual-rows.ts";
import type { NodeRow } from "../spine/spine.model.ts";
import { type Stretch, toX } from "./timeline-scale.view.ts";

export type TimelineColumn = "modified_at" | "created_at" | "due_at" | "event_start";

interface RowsProps {
  readonly args: ListArgs;
  readonly column: TimelineColumn;
  readonly stretch: Stretch;
  readonly width: number;
  readonly onOpen: (id: string) => void;
}

const WHEN = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" });
/** Past this share of the width a name stands before its mark. */
const TURN = 0.62;

/** The nodes of the stretch, one below the other, each where its time is; only those on the screen are there. */
export function TimelineRows(props: RowsProps) {
  const list = createKeysetList(() => props.args);
  const virtual = createVirtualRows({ total: list.total, onRange: list.show });
  const rows = createMemo(() => list.rows(virtual.range().from, virtual.range().to));
  let scroller!: HTMLElement;
  function onKeyDown(event: KeyboardEvent): void {
    const all = [...scroller.querySelectorAll<HTMLElement>(".timeline-node")];
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined || !all[to]) return;
    event.preventDefault();
    all[to].focus();
    all[to].scrollIntoView({ block: "nearest" });
  }
  return (
    <Show
      when={!list.error() && (list.loading() || list.total() > 0)}
      fallback={<EmptyState text={list.error()?.message ?? "Nothing in this stretch of time. Zoom out, or show all."} />}
    >
      <div
        class="timeline-rows"
        role="list"
        aria-label="In this stretch"
        aria-busy={list.loading()}
        ref={(element) => {
          scroller = element;
          virtual.scroller(element);
        }}
        onKeyDown={onKeyDown}
      >
        <div class="timeline-canvas" role="presentation" ref={virtual.canvas}>
          <For each={rows()}>
            {(row, i) => {
              const index = () => virtual.range().from + i();
              return (
                <div class="timeline-row" role="listitem" ref={(element) => virtual.place(element, index)}>
                  <Show when={row}>
                    {(node) => (
                      <Mark
                        row={node()}
                        column={props.column}
                        stretch={props.stretch}
                        width={props.width}
                        onOpen={() => props.onOpen(node().id)}
                      />
                    )}
                  </Show>
                </div>
              );
            }}
          </For>
        </div>
      </div>
    </Show>
  );
}

function Mark(props: { row: NodeRow; column: TimelineColumn; stretch: Stretch; width: number; onOpen: () => void }) {
  const at = () => props.row[props.column] ?? props.stretch.from;
  const end = () => (props.column === "event_start" ? Math.max(at(), props.row.event_end ?? at()) : at());
  const x = (time: number) => Math.min(props.width, Math.max(0, toX(props.stretch, props.width, time)));
  const place = (element: HTMLElement) =>
    createEffect(() => {
      const [from, to] = [x(at()), x(end())];
      const turned = from > props.width * TURN;
      element.style.setProperty("--length", `${Math.max(0, to - from)}px`);
      element.style.insetInlineStart = turned ? "auto" : `${from}px`;
      element.style.insetInlineEnd = turned ? `${Math.max(0, props.width - to)}px` : "auto";
      element.dataset["turned"] = String(turned);
    });
  return (
    <button
      type="button"
      class="timeline-node"
      data-type={props.row.node_type}
      data-spans={end() > at()}
      ref={place}
      onClick={() => props.onOpen()}
    >
      <i />
      <span>{props.row.name}</span>
      <time dateTime={new Date(at()).toISOString()}>{WHEN.format(at())}</time>
    </button>
  );
}
