import { PGlite } from "@electric-sql/pglite";
import { PAGE, type Peer, type PeerNote, type PeerQuery, type PeerRow } from "../peer.ts";
import { shortestPath } from "./sqlite.ts";

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS notes (pk integer PRIMARY KEY, name text NOT NULL, folder text NOT NULL, tags text NOT NULL,
    created_at bigint NOT NULL, modified_at bigint NOT NULL, content text NOT NULL,
    words tsvector GENERATED ALWAYS AS (setweight(to_tsvector('simple', name), 'A') || to_tsvector('simple', content)) STORED);
  CREATE INDEX IF NOT EXISTS notes_by_time ON notes (modified_at DESC, pk DESC);
  CREATE INDEX IF NOT EXISTS notes_by_word ON notes USING gin (words);
  CREATE TABLE IF NOT EXISTS edges (source integer NOT NULL, target integer NOT NULL, PRIMARY KEY (source, target));
  CREATE INDEX IF NOT EXISTS edges_by_target ON edges (target, source);`;
const INSERT = `INSERT INTO notes (pk, name, folder, tags, created_at, modified_at, content)
  SELECT * FROM unnest($1::integer[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::text[])`;
const UPDATE = "UPDATE notes SET content = $1, modified_at = $2 WHERE pk = $3";
const LINK = "INSERT INTO edges (source, target) SELECT * FROM unnest($1::integer[], $2::integer[])";
const LIST = `SELECT pk, name, folder, modified_at FROM notes ORDER BY modified_at DESC, pk DESC LIMIT ${PAGE}`;
const AFTER = `SELECT pk, name, folder, modified_at FROM notes WHERE (modified_at, pk) < ($1, $2) ORDER BY modified_at DESC, pk DESC LIMIT ${PAGE}`;
const CURSOR = "SELECT modified_at, pk FROM notes ORDER BY modified_at DESC, pk DESC LIMIT 1 OFFSET $1";
const REACH = `WITH RECURSIVE reached (pk, depth) AS (
    SELECT $1::integer, 0
    UNION SELECT e.pk, r.depth + 1 FROM reached AS r,
      LATERAL (SELECT target AS pk FROM edges WHERE source = r.pk UNION ALL SELECT source FROM edges WHERE target = r.pk) AS e
    WHERE r.depth < $2)
  SELECT n.pk, n.name, r.depth, (count(*) OVER ())::integer AS total
  FROM (SELECT pk, min(depth) AS depth FROM reached GROUP BY pk) AS r JOIN notes AS n ON n.pk = r.pk
  WHERE r.depth > 0 ORDER BY r.depth, n.name LIMIT ${PAGE}`;
const NEIGHBOURS = `SELECT target AS pk FROM edges WHERE source = ANY ($1::integer[])
  UNION SELECT source FROM edges WHERE target = ANY ($1::integer[])`;
const ANALYZE = "ANALYZE";
const ABOUT = "SELECT current_setting('server_version') AS version, current_setting('fsync') AS fsync";

const search = (query: string): string => `WITH best AS (
    SELECT n.pk, n.name, n.content, q FROM notes AS n, ${query} AS q WHERE n.words @@ q ORDER BY ts_rank(n.words, q) DESC LIMIT ${PAGE})
  SELECT pk, name, ts_headline('simple', content, q, 'MaxWords=16, MinWords=8') AS excerpt FROM best`;
const SEARCH: Record<PeerQuery["kind"], string> = {
  words: search("plainto_tsquery('simple', $1)"),
  prefix: search("to_tsquery('simple', $1 || ':*')"),
  phrase: search("phraseto_tsquery('simple', $1)"),
};

/** PostgreSQL as WASM, in the worker, on the store that the address names. */
export function pglitePeer(dataDir: string): Peer {
  let db: PGlite;
  let analyzed = 0;
  const insert = (notes: readonly PeerNote[]) =>
    db.query(INSERT, [
      notes.map((note) => note.i + 1),
      notes.map((note) => note.name),
      notes.map((note) => note.folder),
      notes.map((note) => JSON.stringify(note.tags)),
      notes.map((note) => note.created),
      notes.map((note) => note.modified),
      notes.map((note) => note.content),
    ]);
  const rows = async <T>(sql: string, values: unknown[] = []) => (await db.query<T>(sql, values)).rows;
  return {
    open: async () => {
      db = await PGlite.create({ dataDir, relaxedDurability: false });
      await db.exec(SCHEMA);
    },
    insertMany: async (notes) => void (await insert(notes)),
    finish: async () => {
      // Nothing else would gather them: there is no autovacuum. Once after the notes and once after the edges, as an app would.
      if (analyzed++ < 2) await db.exec(ANALYZE);
    },
    link: async (edges) => void (await db.query(LINK, [edges.map(({ source }) => source + 1), edges.map(({ target }) => target + 1)])),
    write: async (note) => void (await insert([note])),
    update: async (i, content, modified) => void (await db.query(UPDATE, [content, modified, i + 1])),
    list: (after) => (after === null ? rows<PeerRow>(LIST) : rows<PeerRow>(AFTER, after as unknown[])),
    cursorAt: async (depth) => {
      const [row] = await rows<{ modified_at: number; pk: number }>(CURSOR, [depth]);
      return [row!.modified_at, row!.pk];
    },
    search: ({ kind, text }) => rows<PeerRow>(SEARCH[kind], [text]),
    reach: async (i, depth) => (await rows<{ total: number }>(REACH, [i + 1, depth]))[0]?.total ?? 0,
    path: (from, to) =>
      shortestPath(from + 1, to + 1, async (frontier) => (await rows<{ pk: number }>(NEIGHBOURS, [frontier])).map(({ pk }) => pk)),
    about: async () => {
      const [row] = await rows<{ version: string; fsync: string }>(ABOUT);
      return `PostgreSQL ${row!.version}, tsvector and GIN, relaxedDurability off`;
    },
    close: () => db.close(),
  };
}
