/** A node as lists show it: without its text. Times are milliseconds UTC. */
export interface ListedNode {
  id: string;
  node_type: string;
  name: string;
  folder: string;
  tags: string[];
  status: string | null;
  summary: string | null;
  created_at: number;
  modified_at: number;
  due_at: number | null;
  is_favorite: boolean;
  deleted_at: number | null;
  source: string | null;
  event_start: number | null;
  event_end: number | null;
  completed_at: number | null;
  latitude: number | null;
  longitude: number | null;
  location_name: string | null;
  priority: number;
  importance: number;
}

export interface WholeNode extends ListedNode {
  space_id: string;
  location_address: string | null;
  sort_order: number;
  source_id: string | null;
  source_url: string | null;
  version: number;
  content: string;
}

/** The row as SQLite answers it; booleans are 0 or 1, tags JSON. */
type Raw<T extends ListedNode> = Omit<T, "tags" | "is_favorite"> & { tags: string; is_favorite: number };

export const LIST_COLUMNS =
  "n.id, n.node_type, n.name, n.folder, n.tags, n.status, n.summary, n.created_at, n.modified_at, n.due_at, n.is_favorite, n.deleted_at, n.source, n.event_start, n.event_end, n.completed_at, n.latitude, n.longitude, n.location_name, n.priority, n.importance";

export const WHOLE_COLUMNS = `${LIST_COLUMNS}, n.space_id, n.location_address, n.sort_order, n.source_id, n.source_url, n.version, n.content`;

/** Turns a raw row into a node in place: rows of a list are built once, not copied. */
export function toNode<T extends ListedNode>(raw: Raw<T>): T {
  const node = raw as unknown as T;
  node.tags = raw.tags === "[]" ? [] : (JSON.parse(raw.tags) as string[]);
  node.is_favorite = raw.is_favorite === 1;
  return node;
}

export type RawListed = Raw<ListedNode>;
export type RawWhole = Raw<WholeNode>;
