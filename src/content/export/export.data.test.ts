import fc from "fast-check";
import { expect, test } from "vitest";
import { buildVault, vaultFiles } from "../../../e2e/fixtures/vault.ts";
import { unzipSync } from "fflate";
import { openTestWorkspace, type TestWorkspace } from "../../worker/testing.ts";
import { dataModules } from "../index.data.ts";

const exported = async (ws: TestWorkspace): Promise<Blob> => (await ws.task<{ blob: Blob }>("export.zip")).blob;
const load = (ws: TestWorkspace, blob: Blob, name: string) =>
  ws.task("import.files", { batch: "in", files: [new File([blob], name)], dry_run: false });

/** Everything a person kept, without ids. */
const workspace = (ws: TestWorkspace): unknown =>
  [
    `SELECT n.name, n.folder, n.content, n.tags, n.created_at, n.modified_at, n.is_favorite, n.due_at, n.priority, t.front_matter, t.aliases_json
      FROM nodes n JOIN notes t ON t.id = n.id`,
    `SELECT s.name AS a, t.name AS b, e.edge_type, e.label, e.weight, e.directed, e.channel FROM edges e JOIN nodes s ON s.id = e.source_id JOIN nodes t ON t.id = e.target_id`,
    "SELECT name, folder, mime, hash, size, created_at FROM attachments",
    "SELECT tag, origin, count(*) AS n FROM node_tags GROUP BY tag, origin",
  ].map((sql) =>
    ws.db
      .rows(sql)
      .map((row) => JSON.stringify(row))
      .toSorted(),
  );

test("EX1: an unedited vault comes out byte for byte, and the same twice", async () => {
  const ws = await openTestWorkspace(dataModules);
  await load(ws, new Blob([buildVault() as Uint8Array<ArrayBuffer>]), "Garden.zip");
  const blob = await exported(ws);
  const files = unzipSync(new Uint8Array(await blob.arrayBuffer()));
  for (const [path, bytes] of Object.entries(vaultFiles())) expect(files[path] && Buffer.compare(files[path], bytes), path).toBe(0);
  expect(await (await exported(ws)).arrayBuffer()).toEqual(await blob.arrayBuffer());
});

test("EX3: export, wipe, import gives an equal workspace", async () => {
  const name = fc.constantFrom("Song", "song", "A/B: *?", "CON", "日本語", "🌿", "Take 1", ".hidden", "x.md", "Ünï");
  const note = fc.record({
    name,
    folder: fc.constantFrom("", "a", "a/b", "日本"),
    content: fc.constantFrom(
      "",
      "[[Song]] and [[日本語|x]] #tag",
      "\r\n---\r\n",
      "---\nx: 1\n---\nlooks like front matter",
      "\ufeffmarked",
      "plain",
    ),
    tags: fc.constantFrom([], ["one"], ["two words", "a,b"]),
    aliases: fc.constantFrom([], ["Other"], ["a, b", "x: y"]),
    is_favorite: fc.boolean(),
  });
  const file = fc.record({
    name: fc.constantFrom(
      "a.png",
      "A.PNG",
      "x:y?.png",
      "con.txt",
      "notes.md",
      "Thumbs.db",
      "no extension",
      "dots...",
      ".env",
      "日本.pdf",
      `${"long".repeat(80)}.png`,
    ),
    folder: fc.constantFrom("", "a", ".hidden", "a: b/c."),
    mime: fc.constantFrom(undefined, "text/x-own"),
    bytes: fc.uint8Array({ maxLength: 3 }),
  });
  const property = fc.asyncProperty(
    fc.array(note, { minLength: 1, maxLength: 6 }),
    fc.array(file, { maxLength: 5 }),
    async (notes, files) => {
      const ws = await openTestWorkspace(dataModules);
      const ids = notes.map(({ is_favorite, ...args }) => {
        const { id } = ws.run<{ id: string }>("note.create", args);
        ws.run("node.update", { id, is_favorite });
        return id;
      });
      for (const args of files) ws.run("attachment.create", args);
      if (ids.length > 1) ws.run("edge.create", { edge_type: "NEST", source_id: ids[0], target_id: ids[1], label: "holds" });
      const next = await openTestWorkspace(dataModules);
      await load(next, await exported(ws), "atelier.zip");
      expect(workspace(next)).toEqual(workspace(ws));
    },
  );
  await fc.assert(property, { numRuns: 50, seed: 28 });
}, 60_000);

test("EX2: names that were made safe or told apart are reported", async () => {
  const ws = await openTestWorkspace(dataModules);
  for (const name of ["Fine", "Who? Me", "who- me"]) ws.run("note.create", { name, folder: "a" });
  ws.run("attachment.create", { name: "CON.png", bytes: new Uint8Array(1) });
  ws.run("attachment.create", { name: "fine.png", folder: ".hidden", bytes: new Uint8Array(1) });
  const { renamed, notes, attachments } = await ws.task<{ renamed: unknown; notes: number; attachments: number }>("export.zip");
  expect([notes, attachments]).toEqual([3, 2]);
  expect(renamed).toEqual([
    { from: "a/Who? Me.md", to: "a/Who- Me.md" },
    { from: "a/who- me.md", to: "a/who- me 2.md" },
    { from: "CON.png", to: "_CON.png" },
  ]);
});

test("EX4: a backup is one SQLite file named by its time", async () => {
  const ws = await openTestWorkspace(dataModules);
  const { name, blob } = await ws.task<{ name: string; blob: Blob }>("backup.create");
  expect(name).toBe("atelier-2026-01-01-0000.sqlite");
  expect(await blob.slice(0, 15).text()).toBe("SQLite format 3");
});
