import { Refusal } from "../../base/result.ts";
import type { ReadContext, WriteContext } from "../../db/module.ts";
import { needNode } from "../../db/spine/nodes.ts";
import { currentState, decodeState, encodeState, versionedTables } from "../../db/versions/document.ts";
import { KEEP_SQL } from "../../db/versions/keep.ts";
import { restoreState } from "../../db/versions/restore.ts";
import { addVersion, newestText, readVersion, type Reason, STORE_SQL } from "../../db/versions/store.ts";
import { THIN_SQL } from "../../db/versions/thin-versions.ts";
import { dataModule, named } from "../contract.data.ts";
import { settle } from "../spine/settle.data.ts";
import { version, type VersionEntry, type VersionRecord } from "./version.model.ts";

const SQL = {
  list: `SELECT seq AS version, at, reason, label, size FROM versions WHERE node_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?`,
  total: "SELECT count(*) FROM versions WHERE node_id = ?",
  get: "SELECT seq AS version, node_id, at, reason, label, size FROM versions WHERE seq = ?",
  label: "UPDATE versions SET label = ? WHERE seq = ?",
};

function keep(ctx: WriteContext, nodeId: string, reason: Reason, label: string | null): number {
  const node = needNode(ctx, nodeId);
  const text = encodeState(currentState(ctx.db, versionedTables(ctx.tracked), nodeId)!);
  return addVersion(ctx.db, { nodeId, at: node.modified_at, keptAt: ctx.at, reason, label, text });
}

function need(ctx: ReadContext, seq: number): VersionEntry & { node_id: string } {
  const entry = ctx.db.row<VersionEntry & { node_id: string }>(SQL.get, [seq]);
  if (!entry) throw new Refusal("VersionNotFound", "This version is not here any more: it was thinned out. Nothing was changed.");
  return entry;
}

/** The state before is a version as well, so a restore can be taken back from the history too (VE5). */
function restore(ctx: WriteContext, seq: number): { id: string } {
  const { node_id } = need(ctx, seq);
  const text = readVersion(ctx.db, seq)!;
  const now = encodeState(currentState(ctx.db, versionedTables(ctx.tracked), node_id)!);
  if (now !== newestText(ctx.db, node_id)) keep(ctx, node_id, "restore", null);
  restoreState(ctx, node_id, decodeState(text));
  settle(ctx, [node_id]);
  return { id: node_id };
}

function getVersion({ db }: ReadContext, seq: number): VersionRecord | null {
  const entry = db.row<VersionEntry & { node_id: string }>(SQL.get, [seq]);
  if (!entry) return null;
  const { cells, content } = decodeState(readVersion(db, seq)!);
  const { name, tags } = cells["nodes"] as { name: string; tags: string };
  return { ...entry, name, tags: JSON.parse(tags) as string[], content };
}

export const versionData = dataModule(version, {
  sql: named({ versions: SQL, store: STORE_SQL, keep: KEEP_SQL, thin: THIN_SQL }),
  commands: {
    "version.keep": (ctx, { node_id, label }) => ({ version: keep(ctx, node_id, "named", label) }),
    "version.restore": (ctx, args) => restore(ctx, args.version),
    "version.rename": (ctx, { version: seq, label }) => {
      need(ctx, seq);
      ctx.db.run(SQL.label, [label, seq]);
      return { version: seq };
    },
  },
  queries: {
    "version.list": ({ db }, { node_id, limit, before }) => ({
      rows: db.rows<VersionEntry>(SQL.list, [node_id, before ?? Number.MAX_SAFE_INTEGER, limit]),
      total: db.value<number>(SQL.total, [node_id])!,
    }),
    "version.get": (ctx, args) => getVersion(ctx, args.version),
  },
  tasks: {},
});
