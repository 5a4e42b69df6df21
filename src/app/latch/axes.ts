import type { NodeFilter } from "../../content/view/view.model.ts";

export type Time = NonNullable<NodeFilter["time"]>;
export type Change = (next: Partial<NodeFilter>) => void;

export const AXES = ["location", "alphabet", "time", "category", "hierarchy"] as const;
export type Axis = (typeof AXES)[number];

/** The conditions of each axis: what is taken away with its chip. */
const KEYS = {
  location: ["box", "located"],
  alphabet: ["letter"],
  time: ["time"],
  category: ["type", "tag", "status", "favorite"],
  hierarchy: ["folder", "subfolders", "priority", "importance", "under"],
} as const satisfies Record<Axis, readonly (keyof NodeFilter)[]>;

export const TIME_LABELS: Readonly<Record<Time["column"], string>> = {
  modified_at: "Changed",
  created_at: "Created",
  due_at: "Due",
  completed_at: "Done",
  event_start: "Event",
};
export const TIME_COLUMNS = Object.keys(TIME_LABELS) as readonly Time["column"][];

const TYPE_LABELS: Readonly<Record<string, string>> = { note: "Notes", view: "Views" };
/** A content type as a word of an interface: its own plural, or its name with a capital. */
export const typeLabel = (type: string): string => TYPE_LABELS[type] ?? `${type.charAt(0).toUpperCase()}${type.slice(1)}s`;

const DAY = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const DATE = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" });

/** `Due 3 Mar – 9 Mar`: the last day is part of it, as people say it. */
export function timeWords({ column, from, to }: Time, now: number): string {
  const label = TIME_LABELS[column];
  const year = new Date(now).getFullYear();
  const day = (at: number) => (new Date(at).getFullYear() === year ? DAY : DATE).format(at);
  if (from === undefined && to === undefined) return `${label}: any day`;
  if (from === undefined) return `${label} before ${day(to!)}`;
  if (to === undefined) return `${label} since ${day(from)}`;
  const [first, last] = [day(from), day(to - 1)];
  return `${label} ${first === last ? first : `${first} – ${last}`}`;
}

/** What an axis is restricted to, in words; empty if it is not. `fixed` conditions are not the person's. */
export function axisWords(axis: Axis, filter: NodeFilter, fixed: readonly (keyof NodeFilter)[], now: number): string[] {
  const has = (key: keyof NodeFilter) => filter[key] !== undefined && !fixed.includes(key);
  switch (axis) {
    case "location":
      return has("box") ? ["In an area"] : has("located") ? [filter.located ? "Has a place" : "No place"] : [];
    case "alphabet":
      return has("letter") ? [letterWords(filter.letter!)] : [];
    case "time":
      return filter.time ? [timeWords(filter.time, now)] : [];
    case "category":
      return [
        ...(has("type") ? [typeLabel(filter.type!)] : []),
        ...(has("favorite") ? [filter.favorite ? "Favourites" : "No favourites"] : []),
        ...(has("tag") ? [`#${filter.tag}`] : []),
        ...(has("status") ? [filter.status || "No status"] : []),
      ];
    case "hierarchy":
      return [
        ...(has("folder") ? [filter.folder || "No folder"] : []),
        ...(has("priority") ? [`Priority ${filter.priority}`] : []),
        ...(has("importance") ? [`Importance ${filter.importance}`] : []),
        ...(has("under") ? ["Below an item"] : []),
      ];
  }
}

export const letterWords = (letter: string): string => (letter === "#" ? "0–9" : letter === "…" ? "Other letters" : letter);

/** Takes every condition of an axis away. */
export const without = (axis: Axis, fixed: readonly (keyof NodeFilter)[]): Partial<NodeFilter> =>
  Object.fromEntries(KEYS[axis].filter((key) => !fixed.includes(key)).map((key) => [key, undefined]));

/** Whether a person has narrowed the set. */
export const isNarrowed = (filter: NodeFilter, fixed: readonly (keyof NodeFilter)[]): boolean =>
  filter.text !== undefined || AXES.some((axis) => axisWords(axis, filter, fixed, 0).length > 0);

export const withoutAll = (fixed: readonly (keyof NodeFilter)[]): Partial<NodeFilter> =>
  Object.assign({ text: undefined }, ...AXES.map((axis) => without(axis, fixed)));
