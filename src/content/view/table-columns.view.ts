import { shortWhen } from "../../app/ui/dates.ts";
import { typeLabel } from "../../app/latch/axes.ts";
import { addDays, dayAt, startOf } from "../../base/days.ts";
import type { CommandArgs } from "../../rpc/api.ts";
import type { NodeRow } from "../spine/spine.model.ts";
import type { SortKey } from "./view-sort.view.ts";
import type { ViewOptions } from "./view.model.ts";

type Patch = Omit<CommandArgs<"node.update">, "id">;

export interface Column {
  readonly key: string;
  readonly label: string;
  /** Width in rem. */
  readonly width: number;
  readonly sort?: SortKey;
  readonly text: (node: NodeRow, now: number) => string;
  readonly edit?: Edit;
}

interface Edit {
  readonly input: "text" | "date" | "number";
  /** What the field starts with. */
  readonly value: (node: NodeRow) => string;
  /** What a typed text changes; undefined: it is none. An empty text takes the value away. */
  readonly patch: (text: string) => Patch | undefined;
  readonly suggest?: "status" | "folder" | "tag";
}

const when = (at: number | null, now: number) => (at === null ? "" : shortWhen(at, now));
const dateEdit = (column: "due_at" | "event_start"): Edit => ({
  input: "date",
  value: (node) => (node[column] === null ? "" : dayAt(node[column])),
  patch: (text) => ({ [column]: text ? startOf(addDays(text, 0)) : null }),
});
const rankEdit = (column: "priority" | "importance"): Edit => ({
  input: "number",
  value: (node) => String(node[column]),
  patch: (text) => (/^-?\d{1,6}$/.test(text || "0") ? { [column]: Number(text || "0") } : undefined),
});
const rank = (value: number) => (value === 0 ? "" : String(value));

export const COLUMNS: readonly Column[] = [
  {
    key: "name",
    label: "Name",
    width: 20,
    sort: "name",
    text: (node) => node.name,
    edit: { input: "text", value: (node) => node.name, patch: (text) => (text ? { name: text } : undefined) },
  },
  {
    key: "status",
    label: "Status",
    width: 8,
    sort: "status",
    text: (node) => node.status ?? "",
    edit: { input: "text", value: (node) => node.status ?? "", patch: (text) => ({ status: text || null }), suggest: "status" },
  },
  {
    key: "tags",
    label: "Tags",
    width: 12,
    text: (node) => node.tags.map((tag) => `#${tag}`).join(" "),
    edit: {
      input: "text",
      value: (node) => node.tags.join(", "),
      patch: (text) => ({
        tags: text
          .split(",")
          .map((tag) => tag.trim().replace(/^#/, ""))
          .filter(Boolean),
      }),
    },
  },
  {
    key: "folder",
    label: "Folder",
    width: 12,
    text: (node) => node.folder,
    edit: { input: "text", value: (node) => node.folder, patch: (text) => ({ folder: text }), suggest: "folder" },
  },
  { key: "due_at", label: "Due", width: 7, sort: "due_at", text: (node, now) => when(node.due_at, now), edit: dateEdit("due_at") },
  { key: "priority", label: "Priority", width: 6, sort: "priority", text: (node) => rank(node.priority), edit: rankEdit("priority") },
  {
    key: "importance",
    label: "Importance",
    width: 7,
    sort: "importance",
    text: (node) => rank(node.importance),
    edit: rankEdit("importance"),
  },
  { key: "node_type", label: "Type", width: 6, text: (node) => typeLabel(node.node_type) },
  {
    key: "event_start",
    label: "Event",
    width: 7,
    sort: "event_start",
    text: (node, now) => when(node.event_start, now),
    edit: dateEdit("event_start"),
  },
  { key: "completed_at", label: "Done", width: 7, sort: "completed_at", text: (node, now) => when(node.completed_at, now) },
  { key: "location_name", label: "Place", width: 10, text: (node) => node.location_name ?? "" },
  { key: "modified_at", label: "Changed", width: 7, sort: "modified_at", text: (node, now) => when(node.modified_at, now) },
  { key: "created_at", label: "Created", width: 7, sort: "created_at", text: (node, now) => when(node.created_at, now) },
];

const STANDARD = ["name", "status", "tags", "folder", "due_at", "priority", "modified_at"];

/** The columns that a view shows, in the order in which they were chosen; the name is always the first. */
export function columnsOf(options: ViewOptions): readonly Column[] {
  const chosen = Array.isArray(options["fields"]) ? (options["fields"] as unknown[]) : STANDARD;
  const keys = ["name", ...chosen.filter((key) => key !== "name")];
  return [...new Set(keys)].flatMap((key) => COLUMNS.filter((column) => column.key === key));
}
