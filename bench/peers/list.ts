/** The peers in the order of the report. Atelier and native SQLite stand beside them. */
export const PEERS = [
  { key: "sqlocal", label: "sqlocal", package: "sqlocal" },
  { key: "wa-pool", label: "wa-sqlite, AccessHandlePool", package: "@journeyapps/wa-sqlite" },
  { key: "wa-coop", label: "wa-sqlite, OPFSCoopSync", package: "@journeyapps/wa-sqlite" },
  { key: "wa-ahead", label: "wa-sqlite, OPFSWriteAhead", package: "@journeyapps/wa-sqlite" },
  { key: "sqljs", label: "sql.js, IndexedDB", package: "sql.js" },
  { key: "pglite-opfs", label: "PGlite, OPFS", package: "@electric-sql/pglite" },
  { key: "pglite-idb", label: "PGlite, IndexedDB", package: "@electric-sql/pglite" },
  { key: "dexie", label: "Dexie + MiniSearch", package: "dexie" },
] as const;

export type PeerKey = (typeof PEERS)[number]["key"];
export const ATELIER = "Atelier";
export const NATIVE = "native SQLite";

/** Two tabs answer, but not as one would think. */
export const TABS_APART: Readonly<Partial<Record<string, string>>> = {
  "sql.js, IndexedDB": "Each tab has a copy of its own in memory: whoever writes last overwrites what the other wrote.",
  "Dexie + MiniSearch": "The notes are shared, the search index of a tab knows nothing of what the other writes until it starts anew.",
};
