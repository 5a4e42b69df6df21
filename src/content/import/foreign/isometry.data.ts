import { Refusal } from "../../../base/result.ts";
import { type FileRows, openFileRows } from "../../../db/drivers/file-rows.ts";
import type { EdgeKind } from "../../../db/spine/edges.ts";
import { SqlError } from "../../../db/sqlite.ts";
import type { Priority } from "../../planner/planner.model.ts";
import type { LeftOut, ReadFile } from "../read-files.data.ts";
import { field, type Fields, lineOf, numberOf, tagsOf, textOf, timeOf } from "./fields.data.ts";
import type { ForeignContent, ForeignEdge } from "./foreign.data.ts";
import { keptNote } from "./kept-note.data.ts";
import { plainNote } from "./plain-note.data.ts";
import { damagedFile, fileTooLarge } from "./refuse.data.ts";

const SOURCE = "isometry";
const LABEL = "Isometry";
const MOST = 100_000;
const HEADER = "SQLite format 3\0";
const EDGE_TYPES: readonly EdgeKind[] = ["LINK", "NEST", "SEQUENCE", "AFFINITY"];
/** `nodes.priority` of the three that the planner has. */
const PRIORITIES: readonly Priority[] = ["medium", "low", "medium", "high"];
const TABLES = {
  nodes:
    "id node_type name content summary latitude longitude location_name location_address created_at modified_at due_at completed_at event_start event_end folder tags status priority importance sort_order source source_id source_url deleted_at",
  edges: "id edge_type source_id target_id label weight directed sequence_order channel timestamp subject",
  facets: "id name facet_type axis source_column options enabled sort_order",
} as const;

export const isSqlite = (bytes: Uint8Array): boolean => [...HEADER].every((sign, i) => bytes[i] === sign.charCodeAt(0));

/** Seed 002: the SQLite file of Isometry: nodes, edges and facets; its search index is made anew here (IF7). Null if it is of something else. */
export async function readIsometry(bytes: Uint8Array, name: string, at: number): Promise<ForeignContent | null> {
  let file: FileRows | undefined;
  try {
    file = await openFileRows(bytes);
    const tables = file.tables();
    if (tables.includes("mutations") && tables.includes("changes"))
      throw new Refusal("BackupOfAtelier", `“${name}” is a backup of Atelier. Nothing was imported; restore it in Settings.`);
    if (!tables.includes("nodes") || !tables.includes("edges") || !file.columns("nodes").includes("node_type")) return null;
    return contentOf(file, tables, at);
  } catch (error) {
    if (error instanceof SqlError) throw damagedFile(name, "a database of SQLite");
    throw error;
  } finally {
    file?.close();
  }
}

function contentOf(file: FileRows, tables: readonly string[], at: number): ForeignContent {
  const rowsOf = (table: keyof typeof TABLES): Fields[] => {
    const rows = tables.includes(table) ? file.rows(table, TABLES[table].split(" "), MOST + 1) : [];
    if (!rows || rows.length > MOST) throw fileTooLarge(LABEL, `100,000 ${table}`);
    return rows;
  };
  const nodes = rowsOf("nodes").map((row) => nodeOf(row, at));
  const order = { project: 0, todo: 1, other: 2 };
  const rank = (read: ReadFile) => (read.kind === "item" ? (read.item.kind === "project" ? order.project : order.todo) : order.other);
  const facets = rowsOf("facets").map((row, i) => facetOf(row, i, at));
  return {
    source: SOURCE,
    label: LABEL,
    files: [...nodes.toSorted((a, b) => rank(a) - rank(b)), ...facets],
    edges: rowsOf("edges").flatMap(edgeOf),
  };
}

function nodeOf(row: Fields, at: number): ReadFile {
  const id = textOf(row["id"]);
  const name = lineOf(row["name"]) ?? "Without a name";
  if (id === null) return out(name, "failed", "A node without an id; it was left out.");
  if (timeOf(row["deleted_at"]) !== null) return out(name, "skipped", "It was in the trash of Isometry; it was left out.");
  const type = lineOf(row["node_type"]) ?? "note";
  const modified_at = timeOf(row["modified_at"]) ?? timeOf(row["created_at"]) ?? at;
  const shared = {
    name,
    content: textOf(row["content"]) ?? "",
    tags: tagsOf(row["tags"]),
    created_at: Math.min(timeOf(row["created_at"]) ?? modified_at, modified_at),
    modified_at,
    source: SOURCE,
    source_id: id,
  };
  if (type === "todo" || type === "task" || type === "project") return planItem(row, shared, type === "project");
  const origin = { isometry_source: lineOf(row["source"]), isometry_source_id: lineOf(row["source_id"]) };
  const marks = { ...(type !== "note" && { kept_as: `isometry.${type}` }), ...(origin.isometry_source && origin) };
  return plainNote({
    ...shared,
    label: LABEL,
    ...(type === "event" && timeOf(row["event_start"]) !== null ? { as: "event" } : type !== "note" && { as: "kept" }),
    folder: lineOf(row["folder"]) ?? "",
    front_matter: Object.keys(marks).length > 0 ? `---\n${yamlOf(marks)}---\n` : "",
    source_url: lineOf(row["source_url"]),
    values: {
      ...timesAndPlace(row),
      ...(timeOf(row["due_at"]) !== null && { due_at: timeOf(row["due_at"]) }),
      ...(timeOf(row["completed_at"]) !== null && { completed_at: timeOf(row["completed_at"]) }),
      ...(lineOf(row["status"]) !== null && { status: lineOf(row["status"]) }),
      priority: integer(row["priority"]),
    },
  });
}

interface Shared {
  readonly name: string;
  readonly content: string;
  readonly tags: readonly string[];
  readonly created_at: number;
  readonly modified_at: number;
  readonly source: string;
  readonly source_id: string;
}

function planItem(row: Fields, shared: Shared, isProject: boolean): ReadFile {
  const completed = timeOf(row["completed_at"]) ?? (/^(?:done|completed?)$/i.test(textOf(row["status"]) ?? "") ? shared.modified_at : null);
  const plan = {
    ...shared,
    priority: PRIORITIES[Math.max(0, Math.min(3, integer(row["priority"])))]!,
    due_at: timeOf(row["due_at"]),
    completed_at: completed,
    shared: timesAndPlace(row),
  };
  return {
    kind: "item",
    path: `${LABEL} › ${shared.name}`,
    remarks: [],
    item: isProject
      ? { ...plan, kind: "project", intention: null, why: null, status: completed === null ? "active" : "completed", progress: 0 }
      : {
          ...plan,
          kind: "todo",
          project: null,
          week: null,
          status: completed === null ? "dumped" : "done",
          estimated_hours: null,
          actual_hours: 0,
        },
  };
}

/** Columns that both have, as far as they hold anything. */
function timesAndPlace(row: Fields) {
  const [latitude, longitude] = [numberOf(row["latitude"]), numberOf(row["longitude"])];
  const isPlace = latitude !== null && longitude !== null && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return {
    ...(isPlace && { latitude, longitude }),
    ...(lineOf(row["location_name"]) !== null && { location_name: lineOf(row["location_name"]) }),
    ...(lineOf(row["location_address"]) !== null && { location_address: lineOf(row["location_address"]) }),
    ...(timeOf(row["event_start"]) !== null && { event_start: timeOf(row["event_start"]) }),
    ...(timeOf(row["event_end"]) !== null && { event_end: timeOf(row["event_end"]) }),
    ...(integer(row["importance"]) !== 0 && { importance: integer(row["importance"]) }),
    ...(integer(row["sort_order"]) !== 0 && { sort_order: integer(row["sort_order"]) }),
  };
}

function edgeOf(row: Fields): ForeignEdge[] {
  const [from, to] = [textOf(row["source_id"]), textOf(row["target_id"])];
  if (from === null || to === null) return [];
  const said = textOf(row["edge_type"]) ?? "LINK";
  const edge_type = EDGE_TYPES.find((type) => type === said.toUpperCase());
  const channel = lineOf(row["channel"]);
  return [
    {
      from,
      to,
      edge_type: edge_type ?? "LINK",
      label: lineOf(row["label"]) ?? (edge_type ? null : said),
      weight: numberOf(row["weight"]) ?? 1,
      directed: numberOf(row["directed"]) !== 0,
      sequence_order: row["sequence_order"] === null ? null : integer(row["sequence_order"]),
      // The links of texts are found in the texts.
      channel: channel === "wikilink" ? null : channel,
      timestamp: timeOf(field(row, "timestamp")),
      subject: lineOf(row["subject"]),
    },
  ];
}

const facetOf = (row: Fields, index: number, at: number): ReadFile =>
  keptNote({
    source: SOURCE,
    source_id: `facet:${textOf(row["id"]) ?? index}`,
    label: LABEL,
    kind: "isometry.facet",
    name: `Facet ${lineOf(row["name"]) ?? index}`,
    folder: "Imported/Isometry",
    tags: [],
    created_at: at,
    modified_at: at,
    value: row,
  });

const integer = (value: unknown): number => Math.max(-1e9, Math.min(1e9, Math.round(numberOf(value) ?? 0)));

const yamlOf = (marks: Record<string, string | null>): string =>
  Object.entries(marks)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`)
    .join("");

const out = (name: string, outcome: LeftOut["outcome"], remark: string): LeftOut => ({
  kind: "out",
  path: `${LABEL} › ${name}`,
  outcome,
  remarks: [remark],
});
