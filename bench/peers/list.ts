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
