import { zipSync } from "fflate";
import { expect, test } from "vitest";
import { vaultFiles, buildVault } from "../../../e2e/fixtures/vault.ts";
import { openTestWorkspace, type TestWorkspace } from "../../worker/testing.ts";
import { dataModules } from "../index.data.ts";
import type { ImportReport } from "./import.model.ts";

const zip = (files: Record<string, string | Uint8Array>, name = "vault.zip"): File => {
  const encoded = Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path, typeof text === "string" ? new TextEncoder().encode(text) : text]),
  );
  return new File([zipSync(encoded, { mtime: new Date(2026, 0, 1) })], name);
};
const vault = (): File => new File([buildVault() as Uint8Array<ArrayBuffer>], "Garden Vault.zip");
let batches = 0;
const load = (ws: TestWorkspace, file: File, dry_run = false, signal?: AbortSignal): Promise<ImportReport> =>
  ws.task<ImportReport>("import.files", { batch: `batch-${++batches}`, files: [file], dry_run }, signal);

const TABLES = ["nodes", "notes", "edges", "attachments", "blobs", "imports", "node_tags", "node_names", "unresolved_links"];
const dump = (ws: TestWorkspace): unknown => TABLES.map((table) => ws.db.rows(`SELECT * FROM ${table} ORDER BY 1, 2`));
const counts = ({ created, updated, unchanged, attached, skipped, failed, links, unresolved_links }: ImportReport) => ({
  created,
  updated,
  unchanged,
  attached,
  skipped,
  failed,
  links,
  unresolved_links,
});

test("IM1: a vault comes in whole: folders, tags, aliases, times, links, files", async () => {
  const ws = await openTestWorkspace(dataModules);
  const report = await load(ws, vault());
  const files = vaultFiles();
  expect(report.failed).toBe(0);
  expect(report.created + report.attached).toBe(Object.keys(files).length);
  const home = ws.db.row<{ id: string; created_at: number; tags: string }>("SELECT id, created_at, tags FROM nodes WHERE name = 'Home'")!;
  expect([home.created_at, home.tags]).toEqual([Date.UTC(2024, 2, 1), '["garden","index"]']);
  const linked = ws.db.rows<{ name: string }>(
    "SELECT n.name FROM edges e JOIN nodes n ON n.id = e.target_id WHERE e.source_id = ? ORDER BY n.name",
    [home.id],
  );
  expect(linked.map(({ name }) => name)).toEqual(["North bed", "Seed box", "South bed", "Tomatoes"]);
  expect(ws.query("import.report", { batch: report.batch })).toEqual(report);
  expect(report.items.find(({ path }) => path === "Wrong yaml.md")!.remarks[0]).toContain("not valid YAML");
  for (const [path, bytes] of Object.entries(files)) {
    const text = ws.db.value<string>("SELECT t.front_matter || n.content FROM nodes n JOIN notes t ON t.id = n.id WHERE n.source_id = ?", [
      path,
    ]);
    if (/^[^.].*\.md$/.test(path)) expect(text === new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes), path).toBe(true);
  }
  const nearest = ws.db.value(
    "SELECT t.folder FROM edges e JOIN nodes n ON n.id = e.source_id JOIN nodes t ON t.id = e.target_id WHERE n.name = 'North bed'",
  );
  expect(nearest).toBe("Beds");
});

test("IM5: the same source again changes nothing, also as a downloaded copy", async () => {
  const ws = await openTestWorkspace(dataModules);
  const first = await load(ws, vault());
  const before = ws.db.rows("SELECT * FROM nodes ORDER BY id");
  const again = await load(ws, new File([buildVault() as Uint8Array<ArrayBuffer>], "Garden Vault (1).zip"));
  expect(counts(again)).toMatchObject({ created: 0, updated: 0, attached: 0, failed: 0, unchanged: first.created + first.attached });
  expect(ws.db.rows("SELECT * FROM nodes ORDER BY id")).toEqual(before);
});

test("IM6: an edit made here is never written over", async () => {
  const ws = await openTestWorkspace(dataModules);
  await load(ws, zip({ "a/One.md": "one", "a/Two.md": "two", "b/Three.md": "three" }));
  const id = (name: string) => ws.db.value<string>("SELECT id FROM nodes WHERE name = ?", [name])!;
  ws.run("note.update", { id: id("One"), content: "one, mine" });
  ws.run("note.update", { id: id("Two"), content: "two, mine" });
  const changed = zip({ "a/One.md": "one", "a/Two.md": "two, theirs", "b/Three.md": "three, theirs" });
  const dry = await load(ws, changed, true);
  const report = await load(ws, changed);
  expect(counts(dry)).toEqual(counts(report));
  expect(counts(report)).toMatchObject({ created: 1, updated: 1, unchanged: 1 });
  const texts = ws.db.rows("SELECT name, content FROM nodes ORDER BY name");
  expect(texts).toEqual([
    { name: "One", content: "one, mine" },
    { name: "Three", content: "three, theirs" },
    { name: "Two", content: "two, mine" },
    { name: "Two (imported 2026-01-01)", content: "two, theirs" },
  ]);
  expect(counts(await load(ws, changed))).toMatchObject({ created: 0, updated: 0, unchanged: 3 });
});

test("IM8: a dry run counts the same and writes nothing", async () => {
  const ws = await openTestWorkspace(dataModules);
  const before = dump(ws);
  const dry = await load(ws, vault(), true);
  expect(dump(ws)).toEqual(before);
  expect(counts(dry)).toEqual(counts(await load(ws, vault())));
});

test("IM7: an import is taken back as one", async () => {
  const ws = await openTestWorkspace(dataModules);
  const report = await load(ws, vault());
  ws.run("undo.apply", { mutation_id: report.batch });
  expect(ws.db.rows("SELECT id FROM nodes")).toEqual([]);
  expect(ws.db.rows("SELECT id FROM attachments")).toEqual([]);
});

test("failure 28: an import cancelled at any time changes nothing", async () => {
  const ws = await openTestWorkspace(dataModules);
  ws.run("note.create", { name: "Mine", content: "[[Home]]" });
  const before = dump(ws);
  for (const steps of [0, 1, 2, 3]) {
    const abort = new AbortController();
    let seen = 0;
    const outcome = await ws.host.task(
      "import.files",
      { batch: `cancel-${steps}`, files: [vault()], dry_run: false },
      () => void (seen++ >= steps && abort.abort()),
      abort.signal,
    );
    expect(outcome).toMatchObject({ ok: false, error: { type: "Cancelled" } });
    expect(dump(ws)).toEqual(before);
  }
});

test("failure 28: an import cut off by the end of its worker is taken back at the next start", async () => {
  const file = "/cut-off.sqlite";
  const first = await openTestWorkspace(dataModules, { file });
  first.run("note.create", { name: "Mine", content: "[[Home]]" });
  const before = dump(first);
  let steps = 0;
  const end = () => {
    // Nothing can be written any more, as when the process is killed.
    if (++steps === 2) first.engine.close();
  };
  const signal = new AbortController().signal;
  await expect(first.host.task("import.files", { batch: "cut", files: [vault()], dry_run: false }, end, signal)).rejects.toThrow();
  const next = await openTestWorkspace(dataModules, { file });
  expect(dump(next)).toEqual(before);
  expect(next.db.value("SELECT count(*) FROM meta WHERE key = 'import.running'")).toBe(0);
});

test("failure 28: a large import cancelled while it is indexed leaves the index whole and nothing to do", async () => {
  const ws = await openTestWorkspace(dataModules);
  ws.run("note.create", { name: "Mine", content: "giraffe" });
  const before = dump(ws);
  const many = zip(Object.fromEntries(Array.from({ length: 1100 }, (_, i) => [`n${i}.md`, `zebra${i} [[Mine]]`])));
  const abort = new AbortController();
  const cancelLate = ({ phase, done }: { phase: string; done: number }) => void (phase === "Indexing" && done > 0 && abort.abort());
  const outcome = await ws.host.task("import.files", { batch: "large", files: [many], dry_run: false }, cancelLate, abort.signal);
  expect(outcome).toMatchObject({ ok: false, error: { type: "Cancelled" } });
  expect([dump(ws), ws.engine.deferred]).toEqual([before, 0]);
  ws.run("note.create", { name: "Other", content: "wildebeest" });
  const total = (text: string) => ws.query<{ total: number }>("search.nodes", { text }).total;
  expect([total("zebra"), total("giraf"), total("debee")]).toEqual([0, 1, 1]);
});
