import type { PeerKey } from "../list.ts";
import type { Peer } from "../peer.ts";

/** Only the code of the peer that is measured is loaded. */
const MAKERS: Record<PeerKey, () => Promise<Peer>> = {
  sqlocal: async () => {
    const [{ sqlocal }, { sqlitePeer }] = await Promise.all([import("../adapters/sqlocal.ts"), import("../adapters/sqlite.ts")]);
    return sqlitePeer(sqlocal());
  },
  "wa-pool": () => wa("pool"),
  "wa-coop": () => wa("coop"),
  "wa-ahead": () => wa("ahead"),
  sqljs: async () => {
    const [{ sqljs }, { sqlitePeer }] = await Promise.all([import("../adapters/sqljs.ts"), import("../adapters/sqlite.ts")]);
    return sqlitePeer(sqljs(), "fts4");
  },
  "pglite-opfs": async () => (await import("../adapters/pglite.ts")).pglitePeer("opfs-ahp://bench-pglite"),
  "pglite-idb": async () => (await import("../adapters/pglite.ts")).pglitePeer("idb://bench-pglite"),
  dexie: async () => (await import("../adapters/dexie.ts")).dexiePeer(),
};

async function wa(kind: "pool" | "coop" | "ahead"): Promise<Peer> {
  const [{ waSqlite }, { sqlitePeer }] = await Promise.all([import("../adapters/wa-sqlite.ts"), import("../adapters/sqlite.ts")]);
  return sqlitePeer(waSqlite(kind));
}

export const makePeer = (key: PeerKey): Promise<Peer> => MAKERS[key]();
