import type { World } from "../../server/testing/world.ts";
import { Figures } from "../figures.ts";
import { generateNotes } from "../notes.ts";
import { type Client, openClient, type Traffic } from "./client.ts";

export interface FirstSync {
  readonly rows: number;
  /** Milliseconds. */
  readonly up: number;
  readonly down: number;
  readonly pushes: Traffic;
  readonly pulls: Traffic;
}

export interface OneChange {
  /** The round of the device that made it: push and pull. */
  readonly here: Figures;
  /** The round of the other one: pull and apply. */
  readonly there: Figures;
  readonly pushes: Traffic;
  readonly pulls: Traffic;
}

const ACCOUNT = { name: "ada", password: "a lantern of salt" };
const SQL = {
  node: `INSERT INTO nodes (id, node_type, name, name_key, folder, tags, created_at, modified_at, content) VALUES (?, 'note', ?, ?, ?, ?, ?, ?, ?)`,
  note: "INSERT INTO notes (id) VALUES (?)",
  count: "SELECT (SELECT count(*) FROM nodes) + (SELECT count(*) FROM notes)",
};

/** A device that has `rows` rows signs in for the first time; then another one, which is empty. Each note is two rows. */
export async function measureFirst(world: World, rows: number, changes: number): Promise<{ first: FirstSync; one: OneChange }> {
  const [here, there] = [await openClient(world), await openClient(world)];
  fill(here, rows / 2);
  await here.workspace.task("sync.sign_up", ACCOUNT);
  const up = await timed(() => here.workspace.task("sync.now"));
  await there.workspace.task("sync.sign_in", ACCOUNT);
  const down = await timed(() => there.workspace.task("sync.now"));
  const got = there.workspace.db.value<number>(SQL.count);
  if (got !== rows) throw new Error(`${got} of ${rows} rows arrived.`);
  const first = { rows, up, down, pushes: { ...here.pushes }, pulls: { ...there.pulls } };
  return { first, one: await measureOne(here, there, changes) };
}

function fill({ workspace: { db } }: Client, notes: number): void {
  db.transaction(() => {
    let n = 0;
    for (const { name, folder, tags, created, modified, content } of generateNotes(notes)) {
      const id = `note-${String(n++).padStart(31, "0")}`;
      db.run(SQL.node, [id, name, name.toLowerCase(), folder, JSON.stringify(tags), created, modified, content]);
      db.run(SQL.note, [id]);
    }
  });
}

/** A title is changed here and read there, again and again. */
async function measureOne(here: Client, there: Client, changes: number): Promise<OneChange> {
  const { rows } = here.workspace.query<{ rows: { id: string }[] }>("node.list", { limit: changes });
  const before = [{ ...here.pushes }, { ...there.pulls }] as const;
  const times: [number[], number[]] = [[], []];
  for (const [i, { id }] of rows.entries()) {
    here.workspace.clock.now = Date.now();
    here.workspace.run("note.update", { id, name: `Another title ${i}` });
    times[0].push(await timed(() => here.workspace.task("sync.now")));
    times[1].push(await timed(() => there.workspace.task("sync.now")));
  }
  return {
    here: new Figures(times[0]),
    there: new Figures(times[1]),
    pushes: less(here.pushes, before[0]),
    pulls: less(there.pulls, before[1]),
  };
}

const less = (after: Traffic, before: Traffic): Traffic => ({
  requests: after.requests - before.requests,
  asText: after.asText - before.asText,
  sent: after.sent - before.sent,
  answeredAsText: after.answeredAsText - before.answeredAsText,
  answered: after.answered - before.answered,
});

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
