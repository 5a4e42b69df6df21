import type { SyncConflict } from "../../content/sync/sync.model.ts";
import { wholeWhen } from "../ui/dates.ts";

type Conflict = Pick<SyncConflict, "kind" | "column" | "table" | "node_type">;

const COLUMNS: Readonly<Record<string, string>> = {
  name: "Name",
  content: "Text",
  tags: "Tags",
  folder: "Folder",
  status: "Status",
  summary: "Summary",
  due_at: "Due",
  completed_at: "Completed",
  event_start: "Begins",
  event_end: "Ends",
  is_favorite: "Favourite",
  latitude: "Latitude",
  longitude: "Longitude",
  location_name: "Place",
  source_url: "Address of the source",
};

/** What of it both sides changed, as its page calls it: `due_at` is "Due". */
export function columnWords(column: string): string {
  const known = COLUMNS[column];
  if (known) return known;
  const words = column
    .replace(/_(at|id|json)$/, "")
    .replaceAll("_", " ")
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export const whatWords = ({ kind, column }: Conflict): string =>
  kind === "deleted_there" ? "Deleted there, changed here" : kind === "deleted_here" ? "Deleted here, changed there" : columnWords(column);

/** A value as a person reads it. Times are milliseconds UTC. */
export function valueWords(value: unknown, column: string): string {
  if (value === null || value === undefined || value === "") return "Nothing";
  if (typeof value === "number" && /(_at|_start|_end)$/.test(column)) return wholeWhen(value);
  if (column.startsWith("is_")) return value === 1 || value === true ? "Yes" : "No";
  if (Array.isArray(value)) return value.length === 0 ? "Nothing" : value.join(", ");
  return typeof value === "string" || typeof value === "number" ? String(value) : JSON.stringify(value);
}

/** The members of a set, whether it comes as a list or as its JSON. */
export function membersOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String);
  if (typeof value !== "string" || value === "") return [];
  try {
    const parsed: unknown = JSON.parse(value);
    return Array.isArray(parsed) ? parsed.map(String) : [value];
  } catch {
    return [value];
  }
}

interface ChoiceWords {
  readonly mine: string;
  readonly theirs: string;
  /** What has happened, as a sentence. */
  readonly story: string;
}

/** What the two buttons say, and what they are about. */
export function choiceWords({ kind, by }: Pick<SyncConflict, "kind" | "by">): ChoiceWords {
  const who = by ?? "Another device";
  if (kind === "deleted_there")
    return {
      mine: "Keep it",
      theirs: "Delete it here too",
      story: `${who} deleted this while you changed it. It is still here, with your change.`,
    };
  if (kind === "deleted_here")
    return {
      mine: "Leave it deleted",
      theirs: "Bring it back",
      story: `You deleted this while ${by ?? "another device"} changed it.`,
    };
  return {
    mine: "Keep mine",
    theirs: "Keep theirs",
    story: `${who} changed this at the same time as you. Both are kept until you choose.`,
  };
}
