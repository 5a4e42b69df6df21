import { beforeEach, expect, test } from "vitest";
import type { Host } from "./host-line.ts";
import { add, newDevice, open, sql, task, world } from "./backups-testing.ts";

/** Something for each kind of table. */
const EVERYTHING = [
  ["note.create", { id: "a", name: "Verse", content: "Before the [[Chorus]] and [[Nowhere]]. #song", folder: "Album" }],
  ["note.create", { id: "b", name: "Chorus", content: "After the [[Verse]]. #song" }],
  ["note.create", { id: "c", name: "Thrown away", content: "#draft" }],
  ["note.update", { id: "a", content: "Before the [[Chorus]], twice, and [[Nowhere]]. #song" }],
  ["node.visit", { id: "a" }],
  ["edge.create", { id: "e", edge_type: "SEQUENCE", source_id: "a", target_id: "b", label: "then" }],
  ["setting.set", { key: "theme", value: "dark" }],
  ["attachment.create", { id: "cover", name: "cover.png", mime: "image/png", bytes: new Uint8Array([137, 80, 78, 71, 0, 255]) }],
  ["view.create", { id: "v", name: "Songs", filter: { tag: "song" }, layout: "grid", options: {} }],
  ["project.create", { id: "album", name: "The album", why: "Ten songs.", priority: "high" }],
  ["todo.create", { id: "mix", name: "Mix the chorus", project_id: "album", estimated_hours: 2 }],
  ["week.plan", { week_start_date: "2026-11-16", capacity_hours: 16 }],
  ["version.keep", { node_id: "a", label: "Before the mix" }],
  ["node.trash", { id: "c" }],
].map(([name, args]) => ({ name: name as string, args }));

beforeEach(newDevice);

test("BR6: a restore brings every row of every table back, byte for byte", async () => {
  const host = await open();
  expect(host.mutate({ id: "full", at: world.clock, commands: EVERYTHING }).filter(({ ok }) => !ok)).toEqual([]);
  const tables = sql<{ name: string }>(
    host,
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'meta' ORDER BY name",
  ).map(({ name }) => name);
  const dump = (from: Host) =>
    tables.flatMap((table) => {
      const answer = from.sql(`SELECT * FROM "${table}"`, []);
      // A virtual table without content of its own has its rows in its shadow tables.
      return answer.ok ? [[table, answer.value]] : [];
    });
  const before = dump(host);
  const filled = before.filter(([, rows]) => (rows as unknown[]).length > 0).map(([table]) => table);
  expect(filled).toEqual(
    expect.arrayContaining([
      ...["activities", "attachments", "blobs", "changes", "edges", "migrations", "mutations", "node_names", "node_tags", "nodes", "notes"],
      ...["projects", "recently_used", "settings", "tag_counts", "todos", "unresolved_links", "versions", "views", "weekly_goals"],
    ]),
  );
  const { blob } = await task<{ blob: Blob }>(host, "backup.create", { passphrase: "correct horse battery" });
  host.mutate({ id: "purge", at: world.clock, commands: [{ name: "node.purge", args: { id: "c" } }] });
  add(host, "since");
  await task(host, "backup.restore", { bytes: blob, passphrase: "correct horse battery" });
  host.close();
  expect(dump(await open())).toEqual(before);
});
