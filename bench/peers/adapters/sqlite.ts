import { type Cursor, PAGE, type Peer, type PeerEdge, type PeerNote, type PeerQuery, type PeerRow } from "../peer.ts";

export type Value = string | number | null;
type Row = Record<string, Value>;

/** Prepared once, run once for each list of values; all statements of a batch are one transaction. */
export interface Batch {
  readonly sql: string;
  readonly values: readonly (readonly Value[])[];
}

/** What an SQLite of any make has to offer: the schema and the statements are the same for all. */
export interface SqliteDriver {
  open(): Promise<void>;
  script(sql: string): Promise<void>;
  rows(sql: string, values: readonly Value[]): Promise<Row[]>;
  batch(batches: readonly Batch[]): Promise<void>;
  /** What makes the last batch durable, where a batch is not. */
  persist?(): Promise<void>;
  close(): Promise<void>;
}

const TABLES = `
  CREATE TABLE IF NOT EXISTS notes (pk INTEGER PRIMARY KEY, name TEXT NOT NULL, folder TEXT NOT NULL, tags TEXT NOT NULL,
    created_at INTEGER NOT NULL, modified_at INTEGER NOT NULL, content TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS notes_by_time ON notes (modified_at DESC, pk DESC);
  CREATE TABLE IF NOT EXISTS edges (source INTEGER NOT NULL, target INTEGER NOT NULL, PRIMARY KEY (source, target)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS edges_by_target ON edges (target, source);`;

const FTS5 = `${TABLES}
  CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (name, content, content = 'notes', content_rowid = 'pk',
    tokenize = 'unicode61 remove_diacritics 2', prefix = '2 4');
  CREATE TRIGGER IF NOT EXISTS words_in AFTER INSERT ON notes BEGIN
    INSERT INTO words (rowid, name, content) VALUES (new.pk, new.name, new.content); END;
  CREATE TRIGGER IF NOT EXISTS words_changed AFTER UPDATE OF name, content ON notes BEGIN
    INSERT INTO words (words, rowid, name, content) VALUES ('delete', old.pk, old.name, old.content);
    INSERT INTO words (rowid, name, content) VALUES (new.pk, new.name, new.content); END;`;

const FTS4 = `${TABLES}
  CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts4 (name, content, content="notes", tokenize=unicode61 "remove_diacritics=2", prefix="2,4");
  CREATE TRIGGER IF NOT EXISTS words_in AFTER INSERT ON notes BEGIN
    INSERT INTO words (docid, name, content) VALUES (new.pk, new.name, new.content); END;
  CREATE TRIGGER IF NOT EXISTS words_changing BEFORE UPDATE OF name, content ON notes BEGIN DELETE FROM words WHERE docid = old.pk; END;
  CREATE TRIGGER IF NOT EXISTS words_changed AFTER UPDATE OF name, content ON notes BEGIN
    INSERT INTO words (docid, name, content) VALUES (new.pk, new.name, new.content); END;`;

const INSERT = "INSERT INTO notes (pk, name, folder, tags, created_at, modified_at, content) VALUES (?, ?, ?, ?, ?, ?, ?)";
const UPDATE = "UPDATE notes SET content = ?, modified_at = ? WHERE pk = ?";
const LINK = "INSERT INTO edges (source, target) VALUES (?, ?)";
const LIST = `SELECT pk, name, folder, modified_at FROM notes ORDER BY modified_at DESC, pk DESC LIMIT ${PAGE}`;
const AFTER = `SELECT pk, name, folder, modified_at FROM notes WHERE (modified_at, pk) < (?, ?) ORDER BY modified_at DESC, pk DESC LIMIT ${PAGE}`;
const CURSOR = "SELECT modified_at, pk FROM notes ORDER BY modified_at DESC, pk DESC LIMIT 1 OFFSET ?";
const SEARCH_FTS5 = `SELECT n.pk, n.name, snippet(words, -1, '', '', '…', 16) AS excerpt FROM words JOIN notes AS n ON n.pk = words.rowid
  WHERE words MATCH ? ORDER BY words.rank LIMIT ${PAGE}`;
const SEARCH_FTS4 = `SELECT n.pk, n.name, snippet(words, '', '', '…', -1, 16) AS excerpt FROM words JOIN notes AS n ON n.pk = words.docid
  WHERE words MATCH ? ORDER BY words.docid DESC LIMIT ${PAGE}`;
const REACH = `WITH RECURSIVE reached (pk, depth) AS (
    SELECT ?1, 0
    UNION SELECT e.target, r.depth + 1 FROM reached AS r JOIN edges AS e ON e.source = r.pk WHERE r.depth < ?2
    UNION SELECT e.source, r.depth + 1 FROM reached AS r JOIN edges AS e ON e.target = r.pk WHERE r.depth < ?2)
  SELECT n.pk, n.name, r.depth, count(*) OVER () AS total
  FROM (SELECT pk, min(depth) AS depth FROM reached GROUP BY pk) AS r JOIN notes AS n ON n.pk = r.pk
  WHERE r.depth > 0 ORDER BY r.depth, n.name LIMIT ${PAGE}`;
const NEIGHBOURS = `SELECT e.target AS pk FROM json_each(?1) AS f JOIN edges AS e ON e.source = f.value
  UNION SELECT e.source FROM json_each(?1) AS f JOIN edges AS e ON e.target = f.value`;
const ABOUT =
  "SELECT sqlite_version() AS version, (SELECT journal_mode FROM pragma_journal_mode) AS journal, (SELECT synchronous FROM pragma_synchronous) AS sync, (SELECT page_size FROM pragma_page_size) AS page";

const values = (note: PeerNote): Value[] => [
  note.i + 1,
  note.name,
  note.folder,
  JSON.stringify(note.tags),
  note.created,
  note.modified,
  note.content,
];
const quoted = (word: string): string => `"${word.replaceAll('"', "")}"`;

function match({ kind, text }: PeerQuery, fts: "fts5" | "fts4"): string {
  if (kind === "phrase") return quoted(text);
  const words = text.split(" ").map(quoted);
  if (kind === "words") return words.join(" ");
  return fts === "fts5" ? `${words.join(" ")} *` : `${text}*`;
}

/** The peer that any SQLite is: the same schema, the same statements. */
export function sqlitePeer(driver: SqliteDriver, fts: "fts5" | "fts4" = "fts5"): Peer {
  const batch = async (batches: readonly Batch[]) => {
    await driver.batch(batches);
  };
  const durable = async (batches: readonly Batch[]) => {
    await driver.batch(batches);
    await driver.persist?.();
  };
  return {
    open: async () => {
      await driver.open();
      await driver.script(fts === "fts5" ? FTS5 : FTS4);
    },
    insertMany: (notes) => batch([{ sql: INSERT, values: notes.map(values) }]),
    finish: async () => driver.persist?.(),
    link: (edges: readonly PeerEdge[]) => batch([{ sql: LINK, values: edges.map(({ source, target }) => [source + 1, target + 1]) }]),
    write: (note) => durable([{ sql: INSERT, values: [values(note)] }]),
    update: (i, content, modified) => durable([{ sql: UPDATE, values: [[content, modified, i + 1]] }]),
    list: async (after) => (await driver.rows(after === null ? LIST : AFTER, (after ?? []) as Value[])) as unknown as PeerRow[],
    cursorAt: async (depth) => {
      const [row] = await driver.rows(CURSOR, [depth]);
      return [row!["modified_at"], row!["pk"]] as Cursor;
    },
    search: async (query) => (await driver.rows(fts === "fts5" ? SEARCH_FTS5 : SEARCH_FTS4, [match(query, fts)])) as unknown as PeerRow[],
    reach: async (i, depth) => Number((await driver.rows(REACH, [i + 1, depth]))[0]?.["total"] ?? 0),
    path: (from, to) =>
      shortestPath(from + 1, to + 1, async (frontier) =>
        (await driver.rows(NEIGHBOURS, [JSON.stringify(frontier)])).map((row) => Number(row["pk"])),
      ),
    about: async () => {
      const [row] = await driver.rows(ABOUT, []);
      const sync = ["OFF", "NORMAL", "FULL", "EXTRA"][Number(row!["sync"])];
      return `SQLite ${row!["version"]}, journal ${row!["journal"]}, synchronous ${sync}, ${fts.toUpperCase()}`;
    },
    close: () => driver.close(),
  };
}

/** From both ends, always the smaller frontier: one question a step. */
export async function shortestPath(
  from: number,
  to: number,
  neighbours: (frontier: readonly number[]) => Promise<readonly number[]>,
): Promise<number | null> {
  if (from === to) return 0;
  const seen = [new Set([from]), new Set([to])] as const;
  const frontiers = [[from], [to]];
  for (let hops = 1; frontiers[0]!.length > 0 && frontiers[1]!.length > 0; hops++) {
    const side = frontiers[0]!.length <= frontiers[1]!.length ? 0 : 1;
    const own = seen[side as 0 | 1];
    const other = seen[(1 - side) as 0 | 1];
    const next = (await neighbours(frontiers[side]!)).filter((pk) => !own.has(pk));
    if (next.some((pk) => other.has(pk))) return hops;
    for (const pk of next) own.add(pk);
    frontiers[side] = [...new Set(next)];
  }
  return null;
}
