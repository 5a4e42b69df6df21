import { expect, test } from "vitest";
import { isometryFile } from "../../../../e2e/fixtures/isometry.ts";
import { openTestWorkspace, type TestWorkspace } from "../../../worker/testing.ts";
import { dataModules } from "../../index.data.ts";
import type { ImportReport } from "../import.model.ts";

let batches = 0;
const load = (ws: TestWorkspace, bytes: Uint8Array<ArrayBuffer>, dry_run = false): Promise<ImportReport> =>
  ws.task<ImportReport>("import.files", { batch: `isometry-${++batches}`, files: [new File([bytes], "anything")], dry_run });
const node = (ws: TestWorkspace, name: string) =>
  ws.db.row<Record<string, unknown> & { id: string }>("SELECT * FROM nodes WHERE name = ?", [name])!;

test("IF7: nodes with all LATCH columns, edges with all of theirs, facets kept", async () => {
  const ws = await openTestWorkspace(dataModules);
  const report = await load(ws, await isometryFile());
  expect(Object.fromEntries(report.kinds.map(({ kind, created }) => [kind, created]))).toEqual({
    project: 1,
    todo: 2,
    note: 1,
    event: 1,
    kept: 2,
  });
  expect(report).toMatchObject({ skipped: 1, failed: 0 });
  expect(node(ws, "Lighthouse")).toMatchObject({
    node_type: "note",
    content: "It turns. See [[Keeper]].",
    folder: "Places",
    tags: '["sea","light"]',
    latitude: 54.1,
    longitude: 7.9,
    location_name: "Helgoland",
    priority: 2,
    created_at: Date.UTC(2024, 4, 1, 10),
    modified_at: Date.UTC(2024, 5, 1, 10),
  });
  expect(ws.query("todo.get", { id: node(ws, "Oil the lamp").id })).toMatchObject({
    status: "done",
    completed_at: Date.UTC(2024, 4, 5, 10),
  });
  expect(ws.query("todo.get", { id: node(ws, "Paint the door").id })).toMatchObject({ priority: "high", due_at: Date.UTC(2024, 6, 1, 8) });
  expect(node(ws, "Opening")).toMatchObject({ event_start: Date.UTC(2024, 7, 1, 10), event_end: Date.UTC(2024, 7, 1, 12) });
  const keeper = ws.db.value<string>("SELECT front_matter FROM notes WHERE id = ?", [node(ws, "Keeper").id]);
  expect(keeper).toBe('---\nkept_as: "isometry.person"\n---\n');
  const edges = ws.db.rows(
    "SELECT edge_type, label, weight, directed, sequence_order, channel, timestamp, subject FROM edges ORDER BY edge_type, sequence_order",
  );
  expect(edges).toEqual([
    {
      edge_type: "AFFINITY",
      label: "lives there",
      weight: 0.5,
      directed: 0,
      sequence_order: null,
      channel: "email",
      timestamp: Date.UTC(2024, 4, 4, 10),
      subject: "About the light",
    },
    { edge_type: "LINK", label: null, weight: 1, directed: 1, sequence_order: null, channel: "wikilink", timestamp: null, subject: null },
    { edge_type: "NEST", label: null, weight: 1, directed: 1, sequence_order: 2, channel: null, timestamp: null, subject: null },
  ]);
  const again = await load(ws, await isometryFile());
  expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 7 });
});

const HOSTILE: [string, () => Promise<Uint8Array<ArrayBuffer>>, object][] = [
  [
    "triggers and views that would change what is read",
    () =>
      isometryFile(
        "CREATE TRIGGER t AFTER UPDATE ON nodes BEGIN DELETE FROM nodes; END; CREATE VIEW v AS SELECT * FROM nodes, nodes, nodes;",
      ),
    { ok: true, value: { created: 7 } },
  ],
  [
    "a view in the place of a table",
    () => isometryFile("ALTER TABLE nodes RENAME TO real_nodes; CREATE VIEW nodes AS SELECT * FROM real_nodes, real_nodes, real_nodes;"),
    { ok: true, value: { created: 0, attached: 1 } },
  ],
  [
    "columns that are computed",
    () => isometryFile("ALTER TABLE nodes ADD COLUMN summary_ TEXT AS (hex(zeroblob(1000000000)));"),
    { ok: true, value: { created: 7 } },
  ],
  [
    "a column of nodes that computes without end",
    async () => {
      const schema =
        "CREATE TABLE nodes (id TEXT, node_type TEXT, name TEXT AS (hex(zeroblob(400000000)))); CREATE TABLE edges (id TEXT, source_id TEXT, target_id TEXT);";
      return isometryFile("", schema, "INSERT INTO nodes (id, node_type) VALUES ('a', 'note');");
    },
    { ok: true, value: { created: 1 } },
  ],
  ["a file that was cut off", async () => (await isometryFile()).slice(0, 9000), { ok: false, error: { type: "DamagedFile" } }],
  [
    "a file that is noise after its first page",
    async () => (await isometryFile()).fill(0xa5, 4096),
    { ok: false, error: { type: "DamagedFile" } },
  ],
  ["a header and nothing else", async () => new TextEncoder().encode("SQLite format 3\0"), { ok: false, error: { type: "DamagedFile" } }],
  ["a database of something else", () => isometryFile("", "CREATE TABLE a (b);", ""), { ok: true, value: { created: 0, attached: 1 } }],
  [
    "values of the wrong kinds",
    () =>
      isometryFile(
        "INSERT INTO nodes (id, name, created_at, modified_at, tags, latitude, priority) VALUES (x'00ff', x'0102', 'soon', 'late', '{', 'north', 1e300);",
      ),
    { ok: true, value: { created: 7, failed: 1 } },
  ],
  [
    "a backup of Atelier",
    () =>
      isometryFile("", "CREATE TABLE nodes (id TEXT, node_type TEXT); CREATE TABLE mutations (id TEXT); CREATE TABLE changes (seq);", ""),
    { ok: false, error: { type: "BackupOfAtelier" } },
  ],
];
test.each(HOSTILE)("IF7: %s does no harm", async (_name, bytes, expected) => {
  const ws = await openTestWorkspace(dataModules);
  const files = [new File([await bytes()], "x.db")];
  const outcome = await ws.host.task("import.files", { batch: "b", files, dry_run: false }, () => undefined, new AbortController().signal);
  expect(outcome).toMatchObject(expected);
  if (!outcome.ok) expect(ws.db.value("SELECT count(*) FROM nodes")).toBe(0);
});
