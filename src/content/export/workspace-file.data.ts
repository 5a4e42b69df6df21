import * as v from "valibot";

/** Where the first form of the export kept what Markdown has no place for; it is read, and written no more. */
export const WORKSPACE_FILE = ".atelier/workspace.json";

const optionalNumber = v.optional(v.nullable(v.number()));
const optionalText = v.optional(v.nullable(v.string()));

const values = v.object({
  /** Its name and folder, where the path had to be made safe. */
  name: v.optional(v.pipe(v.string(), v.maxLength(1000))),
  folder: v.optional(v.pipe(v.string(), v.maxLength(1000))),
  /** The front matter was made for the export: the note has none. */
  made: v.optional(v.boolean()),
  /** Where the text begins in the file, if reading it would say otherwise. */
  text_at: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  tags: v.optional(v.array(v.string())),
  aliases: v.optional(v.array(v.string())),
  is_favorite: v.optional(v.boolean()),
  due_at: optionalNumber,
  completed_at: optionalNumber,
  event_start: optionalNumber,
  event_end: optionalNumber,
  latitude: optionalNumber,
  longitude: optionalNumber,
  location_name: optionalText,
  location_address: optionalText,
  status: optionalText,
  priority: v.optional(v.number()),
  importance: v.optional(v.number()),
  sort_order: v.optional(v.number()),
  source_url: optionalText,
});

/** What a file's path and bytes do not say. A file with an entry is one, whatever its path looks like. */
const fileValues = v.object({
  name: v.optional(v.pipe(v.string(), v.maxLength(1000))),
  folder: v.optional(v.pipe(v.string(), v.maxLength(1000))),
  mime: v.optional(v.pipe(v.string(), v.maxLength(200))),
});

const edge = v.object({
  edge_type: v.picklist(["LINK", "NEST", "SEQUENCE", "AFFINITY"]),
  from: v.string(),
  to: v.string(),
  label: v.nullable(v.string()),
  weight: v.number(),
  directed: v.boolean(),
  sequence_order: v.nullable(v.number()),
});

const workspace = v.object({
  format: v.literal(1),
  notes: v.record(v.string(), values),
  files: v.optional(v.record(v.string(), fileValues), {}),
  edges: v.array(edge),
});

export type NoteValues = v.InferOutput<typeof values>;
export type WorkspaceFile = v.InferOutput<typeof workspace>;

export const EMPTY_WORKSPACE: WorkspaceFile = { format: 1, notes: {}, files: {}, edges: [] };

/** Null if it is not one, or one of a later version: the notes are imported without it then. */
export function readWorkspaceFile(text: string): WorkspaceFile | null {
  try {
    const result = v.safeParse(workspace, JSON.parse(text));
    return result.success ? result.output : null;
  } catch {
    return null;
  }
}
