import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import { openTestWorkspace, type TestWorkspace } from "../../../worker/testing.ts";
import { createZip } from "../../export/zip-writer.data.ts";
import { dataModules } from "../../index.data.ts";
import type { ImportReport } from "../import.model.ts";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const exported = async (ws: TestWorkspace): Promise<Record<string, Uint8Array>> => {
  const { blob } = await ws.task<{ blob: Blob }>("export.zip");
  return unzipSync(new Uint8Array(await blob.arrayBuffer()));
};
const zip = (files: Record<string, Uint8Array>, comment = "Atelier export 2"): File => {
  const archive = createZip(comment);
  for (const [path, bytes] of Object.entries(files))
    archive.add({ path, bytes, modified_at: 1_700_000_000_000, created_at: 1_700_000_000_000 });
  return new File(archive.end(), "atelier.zip");
};
let batches = 0;
const load = (ws: TestWorkspace, file: File, dry_run = false): Promise<ImportReport> =>
  ws.task<ImportReport>("import.files", { batch: `own-${++batches}`, files: [file], dry_run });
const TABLES = [
  "nodes",
  "notes",
  "todos",
  "projects",
  "edges",
  "attachments",
  "settings",
  "versions",
  "rules",
  "node_tags",
  "graph_positions",
  "recently_used",
  "activities",
];
const dump = (ws: TestWorkspace): unknown => TABLES.map((table) => [table, ws.db.rows(`SELECT * FROM ${table} ORDER BY 1, 2`)]);
const names = (ws: TestWorkspace): unknown => ws.db.rows<{ name: string }>("SELECT name FROM nodes ORDER BY name").map(({ name }) => name);

async function album(): Promise<TestWorkspace> {
  const ws = await openTestWorkspace(dataModules);
  ws.run("project.create", { id: "album", name: "Salt Lantern" });
  ws.run("todo.create", { id: "mix", name: "Mix", project_id: "album", estimated_hours: 2 });
  ws.run("todo.commit", { id: "mix", week_start_date: "2026-01-05" });
  ws.run("note.create", { id: "verse", name: "Verse", folder: "Songs", content: "to [[Chorus]] #sea", tags: ["draft"] });
  ws.run("note.create", { id: "chorus", name: "Chorus", content: "refrain" });
  ws.run("note.create", { id: "gone", name: "Gone", content: "in the trash" });
  ws.run("node.trash", { id: "gone" });
  ws.clock.now += 120_000;
  ws.run("note.update", { id: "verse", content: "back to [[Chorus]] #sea" });
  ws.run("attachment.create", { id: "cover", name: "cover.png", bytes: Uint8Array.of(1, 2, 3) });
  ws.run("setting.set", { key: "own", value: "theirs" });
  return ws;
}

test("EX5: into the workspace that it is of, nothing changes and the report says so", async () => {
  const ws = await album();
  const before = dump(ws);
  const report = await load(ws, zip(await exported(ws)));
  expect(report).toMatchObject({ created: 0, updated: 0, attached: 0, failed: 0, unchanged: 7 });
  expect(report.items.flatMap(({ remarks }) => remarks)).toEqual([]);
  expect(dump(ws)).toEqual(before);
});

test("EX5: what was edited here stays, what was deleted for ever comes back with all that hung on it", async () => {
  const ws = await album();
  const files = zip(await exported(ws));
  ws.run("note.update", { id: "chorus", content: "mine" });
  for (const command of ["node.trash", "node.purge"]) ws.run(command, { id: "verse" });
  ws.run("setting.set", { key: "own", value: "mine" });
  const report = await load(ws, files);
  expect(report).toMatchObject({ created: 1, unchanged: 6, links: 1 });
  expect(report.items.find(({ node_id }) => node_id === "chorus")!.remarks[0]).toContain("what you have stays");
  expect(ws.query("note.get", { id: "chorus" })).toMatchObject({ content: "mine" });
  expect(ws.query("note.get", { id: "verse" })).toMatchObject({ content: "back to [[Chorus]] #sea", tags: ["draft"], folder: "Songs" });
  expect(ws.query("version.list", { node_id: "verse" })).toMatchObject({ total: 1 });
  expect(ws.query("setting.list")).toMatchObject({ own: "mine" });
  expect(ws.query<{ total: number }>("search.nodes", { text: "back" }).total).toBe(1);
});

test("EX5: into another workspace it comes beside what is there; the same week is one, a taken path gets a number", async () => {
  const ws = await openTestWorkspace(dataModules);
  ws.run("note.create", { id: "mine", name: "Mine", content: "[[Verse]]" });
  ws.run("week.plan", { id: "my-week", week_start_date: "2026-01-05", capacity_hours: 9 });
  ws.run("attachment.create", { id: "other", name: "cover.png", bytes: Uint8Array.of(9) });
  const file = zip(await exported(await album()));
  const dry = await load(ws, file, true);
  const report = await load(ws, file);
  expect([dry.kinds, dry.links, dry.attached]).toEqual([report.kinds, report.links, report.attached]);
  expect(report).toMatchObject({ created: 5, attached: 1, unchanged: 1, failed: 0 });
  expect(ws.query("week.get", { week_start_date: "2026-01-05", now: ws.clock.now })).toMatchObject({
    id: "my-week",
    capacity_hours: 9,
    todos: [{ id: "mix" }],
  });
  const nested = ws.db.rows("SELECT source_id FROM edges WHERE target_id = 'mix' ORDER BY 1");
  expect(nested).toEqual([{ source_id: "album" }, { source_id: "my-week" }]);
  expect(ws.db.rows("SELECT name FROM attachments ORDER BY name")).toEqual([{ name: "cover 2.png" }, { name: "cover.png" }]);
  // The link that waited for it.
  expect(ws.query("node.links", { id: "mine" })).toMatchObject({ outgoing: [{ id: "verse" }], unresolved: [] });
  ws.run("undo.apply", { mutation_id: report.batch });
  expect(names(ws)).toEqual(["Mine", "Week of 2026-01-05"]);
});

test("IF1: an export is one whatever it is called", async () => {
  const ws = await openTestWorkspace(dataModules);
  const file = new File([zip(await exported(await album()))], "download");
  expect(await load(ws, file)).toMatchObject({ created: 6, attached: 1 });
});

test("failure 28: a restore that is cancelled at any time changes nothing", async () => {
  const ws = await openTestWorkspace(dataModules);
  ws.run("note.create", { name: "Mine", content: "[[Verse]]" });
  const before = dump(ws);
  const file = zip(await exported(await album()));
  for (const steps of [0, 1, 2, 3]) {
    const abort = new AbortController();
    let seen = 0;
    const end = () => void (seen++ >= steps && abort.abort());
    const outcome = await ws.host.task("import.files", { batch: `cancel-${steps}`, files: [file], dry_run: false }, end, abort.signal);
    expect(outcome).toMatchObject({ ok: false, error: { type: "Cancelled" } });
    expect(dump(ws)).toEqual(before);
  }
});

const edited: [string, (files: Record<string, Uint8Array>) => void, object][] = [
  ["a file that was edited in the archive", (files) => void (files["Chorus.md"] = encode("new words")), { created: 6, failed: 0 }],
  [
    "a file whose front matter was edited in the archive",
    (files) => void (files["Songs/Verse.md"] = encode("---\ntags:\n  - draft\nmood: calm\n---\nback home\n")),
    { created: 6, failed: 0 },
  ],
  ["a file that was deleted in the archive", (files) => void delete files["Chorus.md"], { created: 5, failed: 1 }],
  ["a file that was added to the archive", (files) => void (files["More/New.md"] = encode("# new")), { created: 7, failed: 0 }],
  ["a table of a later version", (files) => void (files[".atelier/songs.jsonl"] = encode('{"id":"x"}\n')), { created: 6, failed: 0 }],
  [
    "a node of a kind that is not known",
    (files) => append(files, "nodes", { ...NODE, id: "x", node_type: "song" }),
    { created: 6, failed: 1 },
  ],
  ["a column of a later version", (files) => each(files, "nodes", (row) => ({ ...row, later: 1 })), { created: 6, failed: 0 }],
  [
    "rows of an earlier version, without columns",
    (files) => each(files, "todos", (row) => Object.fromEntries(Object.entries(row).filter(([column]) => column !== "timer_started_at"))),
    { created: 6, failed: 0 },
  ],
  [
    "ids that no command would take",
    (files) => each(files, "nodes", (row) => (row["id"] === "chorus" ? { ...row, id: "../x" } : row)),
    { created: 5, failed: 1 },
  ],
  [
    "tags that are no list",
    (files) => each(files, "nodes", (row) => (row["id"] === "verse" ? { ...row, tags: '{"a":1}' } : row)),
    { created: 5, failed: 1 },
  ],
  ["a stage that there is not", (files) => each(files, "todos", (row) => ({ ...row, status: "late" })), { failed: 1 }],
  ["a number where text belongs", (files) => each(files, "projects", (row) => ({ ...row, why: { base64: "AAEC" } })), { failed: 1 }],
  ["bytes that are none", (files) => void (files["cover.png"] = encode("other")), { created: 6, attached: 1, failed: 0 }],
];
const NODE = { name: "x", folder: "", tags: "[]", content: "", created_at: 1, modified_at: 1 };
const append = (files: Record<string, Uint8Array>, table: string, row: object): void => {
  files[`.atelier/${table}.jsonl`] = encode(`${decode(files[`.atelier/${table}.jsonl`]!)}${JSON.stringify(row)}\n`);
};
const each = (files: Record<string, Uint8Array>, table: string, change: (row: Record<string, unknown>) => object): void => {
  const lines = decode(files[`.atelier/${table}.jsonl`]!).trimEnd().split("\n");
  files[`.atelier/${table}.jsonl`] = encode(
    lines.map((line) => `${JSON.stringify(change(JSON.parse(line) as Record<string, unknown>))}\n`).join(""),
  );
};
test.each(edited)("EX5: %s: the rest comes in, and nothing is half there", async (_name, change, expected) => {
  const files = await exported(await album());
  change(files);
  const ws = await openTestWorkspace(dataModules);
  const report = await load(ws, zip(files));
  expect(report).toMatchObject(expected);
  for (const item of report.items) if (item.outcome === "failed") expect(item.remarks[0]).toMatch(/\.$/);
  const without = `SELECT name FROM nodes WHERE id NOT IN (SELECT id FROM notes UNION SELECT id FROM todos UNION SELECT id FROM projects UNION SELECT id FROM weekly_goals)`;
  expect(ws.db.rows(without)).toEqual([]);
  expect(ws.db.rows("PRAGMA foreign_key_check")).toEqual([]);
  if (decode(files["Songs/Verse.md"]!).includes("mood"))
    expect(ws.query("note.get", { id: "verse" })).toMatchObject({ content: "back home\n", front_matter: "" });
  if (files["Chorus.md"] && decode(files["Chorus.md"]) === "new words")
    expect(ws.query("note.get", { id: "chorus" })).toMatchObject({ content: "new words" });
});

const refused: [string, (files: Record<string, Uint8Array>) => void, string][] = [
  ["a newer export", (files) => void (files[".atelier/manifest.json"] = encode('{"format": 3}')), "NewerExport"],
  ["a manifest that is none", (files) => void (files[".atelier/manifest.json"] = encode("[")), "DamagedFile"],
  ["lines that were cut off", (files) => void (files[".atelier/edges.jsonl"] = files[".atelier/edges.jsonl"]!.slice(0, -5)), "DamagedFile"],
  ["lines that are no rows", (files) => void (files[".atelier/nodes.jsonl"] = encode("[1]\n")), "DamagedFile"],
  ["cells that are none", (files) => each(files, "nodes", (row) => ({ ...row, name: { x: 1 } })), "DamagedFile"],
  ["a table as deep as a well", (files) => void (files[".atelier/rules.jsonl"] = encode(`${'{"a":'.repeat(100_000)}\n`)), "DamagedFile"],
];
test.each(refused)("EX5: %s is refused in words, and nothing is changed", async (_name, change, type) => {
  const files = await exported(await album());
  change(files);
  const ws = await openTestWorkspace(dataModules);
  await expect(load(ws, zip(files))).rejects.toMatchObject({ failure: { type } });
  expect(ws.db.value("SELECT count(*) FROM nodes")).toBe(0);
});

test("EX3: the first form of the export is still read", async () => {
  const values = {
    format: 1,
    notes: { "A-B.md": { name: "A/B", is_favorite: true, due_at: 5 } },
    edges: [{ edge_type: "NEST", from: "A-B.md", to: "c.md", label: "x", weight: 2, directed: true, sequence_order: null }],
  };
  const files = { "A-B.md": encode("one"), "c.md": encode("two"), ".atelier/workspace.json": encode(JSON.stringify(values)) };
  const ws = await openTestWorkspace(dataModules);
  expect(await load(ws, zip(files, "Atelier export 1"))).toMatchObject({ created: 2, attached: 0, failed: 0 });
  expect(ws.db.row("SELECT is_favorite, due_at, content FROM nodes WHERE name = 'A/B'")).toEqual({
    is_favorite: 1,
    due_at: 5,
    content: "one",
  });
  expect(ws.db.row("SELECT label, weight FROM edges")).toEqual({ label: "x", weight: 2 });
});
