import { Dexie, type Table } from "dexie";
import MiniSearch from "minisearch";
import { PAGE, type Peer, type PeerNote, type PeerQuery } from "../peer.ts";
import { shortestPath } from "./sqlite.ts";

interface StoredNote extends PeerNote {
  readonly pk: number;
}

const FIELDS = { fields: ["name", "content"], idField: "pk" };
const OPTIONS = { boost: { name: 5 }, combineWith: "AND" as const };
const AROUND = 60;

/** Notes in IndexedDB; the words in memory, kept as one text that is read again at the first search, with what changed since. */
export function dexiePeer(): Peer {
  const db = new Dexie("bench-dexie", { chromeTransactionDurability: "strict" });
  db.version(1).stores({ notes: "pk, [modified+pk]", edges: "[source+target], source, target", kept: "", changed: "pk" });
  const notes = db.table("notes") as Table<StoredNote, number>;
  const edges = db.table("edges") as Table<{ source: number; target: number }>;
  const kept = db.table("kept") as Table<string, string>;
  const changed = db.table("changed") as Table<{ pk: number }, number>;
  let index: Promise<MiniSearch> | null = null;

  const words = (): Promise<MiniSearch> => (index ??= load());
  async function load(): Promise<MiniSearch> {
    const text = await kept.get("words");
    const loaded = text === undefined ? new MiniSearch(FIELDS) : MiniSearch.loadJSON(text, FIELDS);
    for (const { pk } of await changed.toArray()) put(loaded, (await notes.get(pk))!);
    return loaded;
  }
  const put = (into: MiniSearch, note: StoredNote) => (into.has(note.pk) ? into.replace(note) : into.add(note));
  const keep = async (note: StoredNote) => {
    const into = await words();
    await db.transaction("rw", notes, changed, async () => {
      await notes.put(note);
      await changed.put({ pk: note.pk });
    });
    put(into, note);
  };
  const neighbours = async (frontier: readonly number[]) => {
    const [out, back] = await Promise.all([
      edges
        .where("source")
        .anyOf([...frontier])
        .toArray(),
      edges
        .where("target")
        .anyOf([...frontier])
        .toArray(),
    ]);
    return [...out.map(({ target }) => target), ...back.map(({ source }) => source)];
  };
  return {
    open: async () => void (await db.open()),
    insertMany: async (list) => {
      const stored = list.map((note) => ({ ...note, pk: note.i + 1 }));
      await notes.bulkAdd(stored);
      await (await words()).addAllAsync(stored, { chunkSize: 200 });
    },
    finish: async () => {
      const text = JSON.stringify(await words());
      await db.transaction("rw", kept, changed, async () => {
        await kept.put(text, "words");
        await changed.clear();
      });
    },
    link: async (list) => void (await edges.bulkAdd(list.map(({ source, target }) => ({ source: source + 1, target: target + 1 })))),
    write: (note) => keep({ ...note, pk: note.i + 1 }),
    update: async (i, content, modified) => keep({ ...(await notes.get(i + 1))!, content, modified }),
    list: (after) =>
      after === null
        ? notes.orderBy("[modified+pk]").reverse().limit(PAGE).toArray()
        : notes
            .where("[modified+pk]")
            .below(after as number[])
            .reverse()
            .limit(PAGE)
            .toArray(),
    cursorAt: async (depth) => {
      const note = (await notes.orderBy("[modified+pk]").reverse().offset(depth).first())!;
      return [note.modified, note.pk];
    },
    search: async (query) => found(await words(), query, notes),
    reach: async (i, depth) => {
      const seen = new Set([i + 1]);
      let frontier = [i + 1];
      for (let step = 0; step < depth; step++) {
        frontier = [...new Set((await neighbours(frontier)).filter((pk) => !seen.has(pk)))];
        for (const pk of frontier) seen.add(pk);
      }
      await notes.bulkGet([...seen].slice(1, PAGE + 1));
      return seen.size - 1;
    },
    path: (from, to) => shortestPath(from + 1, to + 1, neighbours),
    about: async () => `Dexie ${Dexie.semVer}, durability strict; MiniSearch in memory, kept as text`,
    close: async () => db.close(),
  };
}

/** MiniSearch knows no phrase: its words are looked for, and the text itself is read. */
async function found(words: MiniSearch, { kind, text }: PeerQuery, notes: Table<StoredNote, number>) {
  const hits = words.search(text, { ...OPTIONS, prefix: kind === "prefix" });
  const rows: { name: string; excerpt: string }[] = [];
  for (let at = 0; at < hits.length && rows.length < PAGE; at += PAGE) {
    for (const note of await notes.bulkGet(hits.slice(at, at + PAGE).map(({ id }) => id as number))) {
      const place = note!.content.toLowerCase().indexOf(text);
      if (kind === "phrase" && place < 0) continue;
      rows.push({ name: note!.name, excerpt: note!.content.slice(Math.max(0, place - AROUND), place + AROUND) });
    }
  }
  return rows.slice(0, PAGE);
}
