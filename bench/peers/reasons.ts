import { DISK, FIRST_LIST, FIRST_SEARCH, MEMORY, TAKEOVER } from "./measure.ts";

const START =
  "Atelier's start is the whole app: its page is drawn, the lock says which tab leads, the schema and the last end are looked at, and what Home shows comes first. Tried: whatever counts everything asked for after the rest; without gain SQLite compiled while the script is read, and files of the app past the service worker (decision 0011).";
const COMMANDS =
  "Each is a command of its own: checked, taken back alone if it is refused, noted for undo and sync. Tried: commits in groups (decision 0006), short texts written into SQLite's memory by a loop (decision 0011).";
const SEARCH =
  "The answer also counts what was found by type, marks the words in name, tags, folder and excerpt by the text itself, and looks inside words when little is found. Tried: texts cut by a table and counted once (decision 0011).";
const WRITE =
  "A note is seven rows, their indexes, what sync sends and what undo takes back: 34 pages where a peer writes one row and its index; and Home, which shows what changes, is drawn anew meanwhile. Tried: writes that go to the device together (decision 0010), a Home that words only what changed, live queries that take a tenth of the time at most (decision 0011).";
const ROWS =
  "A row is all that a list can show (21 columns, tags as a list) where the peers' has four, and its goal is 5 ms at any depth. Tried: rows as JSON built inside SQLite and read by the page, 0.9 ms instead of 1.2 for 50: too little for a second way of reading rows (decision 0011).";

/** Why a row of the report is more than `ALLOWED` times the fastest peer, and what was tried. By the key of the row. */
export const REASONS: Readonly<Record<string, string>> = {
  [FIRST_LIST]: START,
  [FIRST_SEARCH]: START,
  fill: COMMANDS,
  link: COMMANDS,
  thousand: COMMANDS,
  list: ROWS,
  deep: ROWS,
  rare: SEARCH,
  common: SEARCH,
  prefix: SEARCH,
  phrase: SEARCH,
  cjk: SEARCH,
  reach:
    "The answer holds the nodes with all that a list can show, how far each is and how many there are; edges have types, weights and directions. Tried: the edges as numbers in a table of their own (decision 0007).",
  path: "The answer names every node and every edge of the way. Tried: from both ends in one statement a step, on edges as numbers (decision 0007).",
  write: WRITE,
  update: WRITE,
  [TAKEOVER]:
    "One tab holds the file, so that two can never write into it at once; the other opens it when the first is gone. Peers that answer at once keep it open in both. Tried: SQLite compiled and rehearsed before its turn, which takes half of the wait away. What is left is opening the file and Home, asked anew.",
  [MEMORY]:
    "The app's own page, and a page cache of 64 MB that SQLite fills. Tried: 32 MB, in which the tables of 100,000 nodes pushed each other out (`src/db/pragmas.ts`).",
  [DISK]:
    "History, undo, names, links, the outbox of sync and room for merging the index lie beside the notes, and a backup that Atelier makes by itself (at 100,000 notes, by what is on the disk, in the minutes of the measurement). Tried: the index without beginnings of words, half as large but slow at the first keys (decision 0005).",
};

/** Atelier counts as first up to this. */
export const ALLOWED = 1.2;
