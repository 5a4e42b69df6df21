/**
 * One example of arguments for every command, query and task, as JavaScript. They stand in docs/scripting.md, are checked
 * against the contract by scripting.test.ts, and are run in the browser by e2e/scripting.e2e.ts.
 */
export const EXAMPLES: Readonly<Record<string, string>> = {
  "note.create": `{ id: "chorus", name: "Chorus", content: "Comes after the [[Verse]]. #song", folder: "Album" }`,
  "note.update": `{ id: "chorus", name: "Last chorus", content: "Twice as long as the [[Verse]]. #song", rewrite_links: true }`,
  "note.get": `{ id: "chorus" }`,
  "node.update": `{ id: "chorus", tags: ["draft"], is_favorite: true, due_at: Date.UTC(2027, 0, 15) }`,
  "node.visit": `{ id: "chorus" }`,
  "edge.create": `{ id: "verse-to-chorus", edge_type: "SEQUENCE", source_id: "verse", target_id: "chorus", label: "then" }`,
  "edge.update": `{ id: "verse-to-chorus", label: "leads to", weight: 2 }`,
  "tag.rename": `{ tag: "draft", to: "sketch" }`,
  "folder.rename": `{ folder: "Album", to: "Records/Album" }`,
  "setting.set": `{ key: "theme", value: "dark" }`,
  "attachment.create": `{ id: "cover", name: "cover.png", mime: "image/png", bytes: new Uint8Array([137, 80, 78, 71]) }`,
  "node.get": `{ id: "chorus" }`,
  "node.list": `{ type: "note", folder: "Records", sort: "name", limit: 20 }`,
  "node.count": `{ tag: "sketch" }`,
  "node.links": `{ id: "chorus" }`,
  "node.resolve": `{ name: "Last chorus" }`,
  "node.complete": `{ text: "cho" }`,
  "view.create": `{ id: "songs", name: "Songs by month", filter: { tag: "song" }, layout: "grid", options: {} }`,
  "view.update": `{ id: "songs", is_pinned: true }`,
  "view.get": `{ id: "songs" }`,
  "view.list": `{ pinned: true }`,
  "project.create": `{ id: "album", name: "The album", why: "Ten songs that are done.", priority: "high", due_at: Date.UTC(2027, 2, 1) }`,
  "project.update": `{ id: "album", intention: "Out in March." }`,
  "project.get": `{ id: "album" }`,
  "project.list": `{ status: "active" }`,
  "todo.create": `{ id: "mix", name: "Mix the chorus", project_id: "album", estimated_hours: 2 }`,
  "todo.quickAdd": `{ id: "strings", text: "Book the strings #studio @fri ~1.5h !high >album" }`,
  "todo.update": `{ id: "mix", status: "refined", estimated_hours: 3 }`,
  "todo.commit": `{ id: "mix", week_start_date: "2026-11-16" }`,
  "todo.start": `{ id: "mix" }`,
  "todo.running": `{}`,
  "todo.stop": `{ id: "mix" }`,
  "todo.get": `{ id: "mix" }`,
  "todo.list": `{ status: ["committed"], project_id: "album" }`,
  "todo.stages": `{ project_id: "album" }`,
  "week.plan": `{ week_start_date: "2026-11-16", capacity_hours: 16 }`,
  "week.get": `{ week_start_date: "2026-11-16", now: Date.now() }`,
  "activity.list": `{ project_id: "album" }`,
  "project.analyse": `{ id: "album", now: Date.now() }`,
  "project.summary": `{ id: "album", now: Date.now(), timeframe: "month" }`,
  "recommendations.daily": `{ now: Date.now(), limit: 5 }`,
  "rule.list": `{ now: Date.now() }`,
  "rule.set": `{ id: "steady", is_enabled: false }`,
  "estimation.list": `{}`,
  "latch.alphabet": `{ type: "note" }`,
  "latch.time": `{ column: "modified_at", bounds: [Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1), Date.UTC(2028, 0, 1)] }`,
  "latch.category": `{ by: "tag", limit: 10 }`,
  "latch.hierarchy": `{ by: "folder" }`,
  "latch.location": `{ cell: 10 }`,
  "latch.grid": `{ rows: { by: "folder" }, columns: { by: "month", column: "modified_at" }, limit: 3 }`,
  "tag.list": `{}`,
  "folder.list": `{}`,
  "recent.list": `{ limit: 5 }`,
  "setting.list": `{}`,
  "workspace.stats": `{}`,
  "search.nodes": `{ text: "chorus tag:sketch" }`,
  "attachment.list": `{}`,
  "attachment.get": `{ name: "cover.png" }`,
  "search.reindex": `{}`,
  "import.files": `{ batch: "first-import", files: [new File(["# Bridge\\n\\nBack to the [[Verse]]."], "Bridge.md")] }`,
  "import.report": `{ batch: "first-import" }`,
  "export.zip": `{}`,
  "backup.create": `{}`,
  "undo.latest": `{}`,
  "undo.size": `{ mutation_id: (await atelier.query("undo.latest", {})).mutation_id }`,
  "undo.apply": `{ mutation_id: (await atelier.query("undo.latest", {})).mutation_id }`,
  "sample.create": `{}`,
  "sample.remove": `{}`,
  "undo.run": `{ mutation_id: (await atelier.query("undo.latest", {})).mutation_id }`,
  "version.keep": `{ node_id: "chorus", label: "Before the mix" }`,
  "version.list": `{ node_id: "chorus" }`,
  "version.get": `{ version: (await atelier.query("version.list", { node_id: "chorus" })).rows[0].version }`,
  "version.rename": `{ version: (await atelier.query("version.list", { node_id: "chorus" })).rows[0].version, label: "The good one" }`,
  "version.restore": `{ version: (await atelier.query("version.list", { node_id: "chorus" })).rows[0].version }`,
  "graph.rank": `{}`,
  "graph.status": `{}`,
  "graph.place": `{ positions: [{ id: "verse", x: 0, y: 0 }, { id: "chorus", x: 1, y: 0.5 }] }`,
  "graph.connected": `{ id: "verse", depth: 3, edge_types: ["LINK", "SEQUENCE"] }`,
  "graph.shortestPath": `{ from_id: "verse", to_id: "chorus", direction: "out", weighted: true }`,
  "graph.importance": `{ by: "pagerank", limit: 10 }`,
  "graph.similar": `{ id: "chorus", threshold: 0.5 }`,
  "graph.clusters": `{ limit: 10 }`,
  "graph.orphans": `{ type: "note", limit: 20 }`,
  "graph.missing": `{ limit: 20 }`,
  "graph.mentions": `{ id: "verse", limit: 20 }`,
  "graph.local": `{ id: "chorus", depth: 2 }`,
  "graph.map": `{ type: "note", limit: 1000 }`,
  "graph.forget_layout": `{}`,
  "edge.delete": `{ id: "verse-to-chorus" }`,
  "attachment.delete": `{ id: "cover" }`,
  "node.trash": `{ id: "chorus" }`,
  "node.restore": `{ id: "chorus" }`,
  "node.purge": `{ id: "chorus" }`,
  "trash.empty": `{}`,
  "attachment.unused": `{}`,
  "attachment.clean": `{ ids: ["cover"] }`,
  "attachment.release": `{}`,
  "diagnostics.schema": `{}`,
  "diagnostics.statements": `{ all: true }`,
  "diagnostics.storage": `{}`,
  "diagnostics.events": `{}`,
  "diagnostics.report": `{}`,
  "database.check": `{}`,
  "database.optimize": `{}`,
  "database.vacuum": `{}`,
};

/** What the examples need to be there: the other end of the links. */
export const BEFORE_THE_EXAMPLES = `await atelier.mutate([{ name: "note.create", args: { id: "verse", name: "Verse" } }])`;

/** What has to be done once more before an example. */
const FIRST: Readonly<Record<string, string>> = { "node.purge": "node.trash", "attachment.clean": "attachment.create" };

/** An order in which every example succeeds. */
export const RUN_ORDER: readonly string[] = Object.keys(EXAMPLES).flatMap((name) => {
  const first = FIRST[name];
  return first === undefined ? [name] : [first, name];
});

type Kind = "commands" | "queries" | "tasks";

/** The example as a person would type it. */
export function exampleCall(kind: Kind, name: string): string {
  const args = EXAMPLES[name];
  if (kind === "commands") return `await atelier.mutate([{ name: "${name}", args: ${args} }])`;
  return `await atelier.${kind === "queries" ? "query" : "task"}("${name}", ${args})`;
}
