import type { NodeFilter } from "./view.model.ts";

type Time = NonNullable<NodeFilter["time"]>;

/** A filter as the parameters of an address (VI6). Readable: `type=note&tag=mixing&time=due_at&to=…`. */
export const FILTER_KEYS = [
  "type",
  "folder",
  "subfolders",
  "tag",
  "favorite",
  "trashed",
  "text",
  "status",
  "priority",
  "importance",
  "letter",
  "time",
  "from",
  "to",
  "box",
  "located",
  "under",
] as const;

const COLUMNS: readonly Time["column"][] = ["created_at", "modified_at", "due_at", "completed_at", "event_start"];
const WORDS = ["type", "folder", "tag", "text", "letter", "under"] as const;
const RANKS = ["priority", "importance"] as const;
const YES_OR_NO = ["favorite", "located"] as const;

export function writeFilter(filter: NodeFilter): [string, string][] {
  const found: [string, string][] = [];
  for (const key of WORDS) if (filter[key]) found.push([key, filter[key]]);
  if (filter.status !== undefined) found.push(["status", filter.status]);
  for (const key of RANKS) if (filter[key] !== undefined) found.push([key, String(filter[key])]);
  for (const key of YES_OR_NO) if (filter[key] !== undefined) found.push([key, filter[key] ? "1" : "0"]);
  if (filter.subfolders === false) found.push(["subfolders", "0"]);
  if (filter.trashed) found.push(["trashed", "1"]);
  if (filter.box) found.push(["box", [filter.box.west, filter.box.south, filter.box.east, filter.box.north].join(",")]);
  const { time } = filter;
  if (time) found.push(["time", time.column]);
  if (time?.from !== undefined) found.push(["from", String(time.from)]);
  if (time?.to !== undefined) found.push(["to", String(time.to)]);
  return found;
}

/** Whatever is no condition is left out: an address is written by anyone. */
export function readFilter(get: (key: string) => string | null): NodeFilter {
  const filter: { -readonly [K in keyof NodeFilter]: NodeFilter[K] } = {};
  for (const key of WORDS) {
    const value = get(key);
    if (value && (key !== "letter" || value.length <= 2)) filter[key] = value;
  }
  const status = get("status");
  if (status !== null) filter.status = status;
  for (const key of RANKS) {
    const value = wholeNumber(get(key));
    if (value !== undefined) filter[key] = value;
  }
  for (const key of YES_OR_NO) {
    const value = get(key);
    if (value === "1" || value === "0") filter[key] = value === "1";
  }
  if (get("subfolders") === "0") filter.subfolders = false;
  if (get("trashed") === "1") filter.trashed = true;
  const time = readTime(get);
  if (time) filter.time = time;
  const box = readBox(get("box"));
  if (box) filter.box = box;
  return filter;
}

/** Conditions that say nothing are left out, the others in one order: two filters are the same if this text is. */
export const filterText = (filter: NodeFilter): string => JSON.stringify(writeFilter(filter));

function wholeNumber(text: string | null): number | undefined {
  return text !== null && /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;
}

function readTime(get: (key: string) => string | null): Time | undefined {
  const column = COLUMNS.find((known) => known === get("time"));
  if (!column) return undefined;
  const from = wholeNumber(get("from"));
  const to = wholeNumber(get("to"));
  return { column, ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

function readBox(text: string | null): NodeFilter["box"] {
  const numbers = text?.split(",").map((part) => (part.trim() === "" ? Number.NaN : Number(part))) ?? [];
  const [west, south, east, north] = numbers;
  if (numbers.length !== 4 || west === undefined || south === undefined || east === undefined || north === undefined) return undefined;
  const inside = Math.abs(west) <= 180 && Math.abs(east) <= 180 && Math.abs(south) <= 90 && Math.abs(north) <= 90;
  return inside ? { west, south, east, north } : undefined;
}
