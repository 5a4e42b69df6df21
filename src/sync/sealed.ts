import { sealedId, type SealedAnswer, type SealedPush } from "../base/sealed-push.ts";
import type { Database } from "../db/sqlite.ts";
import { PROTOCOL } from "../protocol/limits.ts";
import type { PushAnswer, PushRequest } from "../protocol/push.ts";
import { takeAnswer } from "./exchange.ts";
import { clientOf, readMeta } from "./meta.ts";
import { nextBatch, type OutboxRow, toWire } from "./outbox.ts";
import { type SpaceRow, spaceRows } from "./spaces.ts";

export const SEALED_SQL = {
  ofSpace: "SELECT * FROM sync_outbox WHERE space_id = ? AND acked = 0 ORDER BY m",
} as const;

/** The next push of each space as it would be posted now; none unless sync is automatic and there is a session (SU13). `schema`: the app's. */
export function sealPushes(db: Database, schema: number): SealedPush[] {
  const account = readMeta(db, "account");
  if (readMeta(db, "mode") !== "automatic" || !account?.signed_in) return [];
  return spaceRows(db)
    .filter(({ phase }) => phase === "ready")
    .flatMap((space) => sealSpace(db, account.id, space, schema));
}

function sealSpace(db: Database, account: string, { space_id, remote_id, tok }: SpaceRow, schema: number): SealedPush[] {
  const batch = nextBatch(db, space_id);
  if (batch.length === 0) return [];
  const body = JSON.stringify({ v: PROTOCOL, sv: schema, client: clientOf(db), tok, ops: batch.map((row) => toWire(row)) });
  return [{ id: sealedId(remote_id, batch[0]!.m), account, space_id: remote_id, url: `/v1/spaces/${remote_id}/push`, body }];
}

/**
 * What the server said to the service worker while nobody was here. Operations that have another number by now are left alone:
 * they are sent again, and the server knows them (PR1). Answers how many were taken.
 */
export function foldAnswer(db: Database, { space_id: remote, request, body }: SealedAnswer): number {
  const space = spaceRows(db).find(({ remote_id }) => remote_id === remote);
  if (!space) return 0;
  const { ops } = JSON.parse(request) as PushRequest;
  const sent = new Map(ops.map(({ m, op }) => [m, op]));
  const rows = db.rows<OutboxRow>(SEALED_SQL.ofSpace, [space.space_id]).filter(({ m, op }) => sent.get(m) === op);
  return takeAnswer(db, rows, JSON.parse(body) as PushAnswer);
}
