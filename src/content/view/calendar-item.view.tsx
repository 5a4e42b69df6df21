import { draggable } from "@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter";
import { CalendarClock, Circle, CircleCheck } from "lucide-solid";
import { onCleanup, onMount, Show } from "solid-js";
import { dayAt } from "../../base/days.ts";
import type { CalendarItem } from "./calendar-days.view.ts";

export const TIME = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const DATE = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "long" });

interface ItemProps {
  readonly item: CalendarItem;
  /** On the calendar's grid only the day itself is a stop of the tab key. */
  readonly isStop?: boolean;
  readonly showsTime?: boolean;
  readonly goesOn?: { readonly before: boolean; readonly after: boolean };
  readonly onOpen: () => void;
}

/** When it is, in words. */
export function whenWords({ column, at, first, last, row }: CalendarItem): string {
  if (column === "due_at") return row.completed_at === null ? `due ${TIME.format(at)}` : "done";
  if (first !== last) return `${DATE.format(at)} to ${DATE.format((row.event_end ?? at) - 1)}`;
  return TIME.format(at);
}

/** One item, a button that opens it and that can be dragged to another day. */
export function CalendarChip(props: ItemProps) {
  let button!: HTMLButtonElement;
  onMount(() => onCleanup(draggable({ element: button, getInitialData: () => ({ item: props.item, held: heldDay(button) }) })));
  return (
    <button
      ref={button}
      type="button"
      class="calendar-item"
      data-type={props.item.row.node_type}
      data-key={props.item.key}
      data-column={props.item.column}
      data-spans={props.item.first !== props.item.last}
      data-done={props.item.row.completed_at !== null}
      data-before={props.goesOn?.before}
      data-after={props.goesOn?.after}
      tabindex={props.isStop ? 0 : -1}
      data-tip={`${props.item.row.name} · ${whenWords(props.item)}`}
      onClick={(event) => {
        event.stopPropagation();
        props.onOpen();
      }}
    >
      <ItemIcon item={props.item} />
      <span class="calendar-item-name">{props.item.row.name}</span>
      <span class="visually-hidden">, {whenWords(props.item)}</span>
      <Show when={props.showsTime && props.item.first === props.item.last}>
        <time class="calendar-item-time" aria-hidden="true">
          {TIME.format(props.item.at)}
        </time>
      </Show>
    </button>
  );
}

function ItemIcon(props: { item: CalendarItem }) {
  return (
    <Show when={props.item.column === "due_at"} fallback={<CalendarClock size={12} />}>
      <Show when={props.item.row.completed_at === null} fallback={<CircleCheck size={12} />}>
        <Circle size={12} />
      </Show>
    </Show>
  );
}

/** A long event is held on the day over which the pointer took it. */
const heldDay = (button: HTMLElement): string => button.closest<HTMLElement>("[data-day]")?.dataset["day"] ?? dayAt(Date.now());
