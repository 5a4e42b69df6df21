import type { WireError } from "../../src/protocol/errors.ts";
import { LIMITS } from "../../src/protocol/limits.ts";
import type { PullRequest, WireConflict, WireRecord } from "../../src/protocol/pull.ts";
import type { Member } from "../../src/protocol/spaces.ts";
import { encodeToken, NO_TAG } from "../../src/protocol/token.ts";
import { checkToken, checkVersion } from "./gate.ts";
import type { PageRows } from "./page-rows.ts";
import type { SpaceRow } from "./space-rows.ts";

export interface PullContext {
  readonly user: string;
  readonly now: number;
}

/**
 * The answer to a pull, as JSON text: cells go from the database into it unread. All spaces share one snapshot (PR6) and one
 * limit; a space that came too late for it says `more`.
 */
export async function pull(rowsOf: (spaceId: string) => PageRows, request: PullRequest, { user, now }: PullContext): Promise<string> {
  let left = request.limit ?? LIMITS.recordsPerPage;
  const spaces: string[] = [];
  for (const asked of request.spaces) {
    const page = await pullSpace(rowsOf(asked.id), request, asked, user, left);
    spaces.push(page.text);
    left = Math.max(0, left - page.records);
  }
  return `{"now":${now},"spaces":[${spaces.join(",")}]}`;
}

type Asked = PullRequest["spaces"][number];

async function pullSpace(rows: PageRows, request: PullRequest, asked: Asked, user: string, limit: number) {
  const reader = await rows.reader(user, request.client);
  if (!reader?.role)
    return failed(asked.id, { type: "gone", message: "This space does not exist, or you are not a member of it any more." });
  const outdated = checkVersion(request.v, request.sv, reader.min_sv);
  if (outdated) return failed(asked.id, outdated);
  const gate = await checkToken(reader, asked.tok, rows.tag);
  if (gate.error) return failed(asked.id, gate.error);
  if (asked.last && (await isReplaced(rows, request.client, asked.last)))
    return failed(asked.id, { type: "rewound", message: "The server has lost changes of this device. They are offered again." });

  const from = gate.token?.seq ?? 0;
  const to = await pageEnd(rows, from, reader.head, limit);
  const changed = to > from;
  const records = changed ? await rows.records(from, to) : [];
  const tag = to === reader.head ? reader.head_tag : ((await rows.tag(to)) ?? NO_TAG);
  const parts: Record<string, string | undefined> = {
    id: json(asked.id),
    tok: json(encodeToken({ epoch: reader.epoch, seq: to, tag })),
    seq: json(to),
    head: json(reader.head),
    more: json(to < reader.head),
    role: json(reader.role),
    last_mid: json(reader.last_mid),
    records: `[${records.map(recordText).join(",")}]`,
    conflicts: `[${(changed ? await rows.conflicts(from, to) : []).map(conflictText).join(",")}]`,
    rejected: json(await rows.rejected(request.client, from)),
    digest: to === reader.head ? json(reader.digest) : undefined,
    members: asked.rev === reader.member_rev ? undefined : json(await members(rows, reader)),
  };
  const text = Object.entries(parts).flatMap(([name, value]) => (value === undefined ? [] : [`"${name}":${value}`]));
  return { text: `{${text.join(",")}}`, records: records.length };
}

/** Another one with the same id has an operation in its place: the server was wiped, or went back, in between. */
async function isReplaced(rows: PageRows, client: string, { m, op }: NonNullable<Asked["last"]>): Promise<boolean> {
  const there = await rows.op(client, m);
  return there !== undefined && there !== op;
}

/** Where the page ends: after a whole seq (PR6), so that the writes of one operation are never read in part. */
async function pageEnd(rows: PageRows, from: number, head: number, limit: number): Promise<number> {
  if (from === head || limit === 0) return from;
  const sizes = await rows.sizes(from, limit);
  let bytes = 0;
  for (const { seq, size } of sizes) {
    bytes += size;
    if (bytes > LIMITS.pageBytes) return seq;
  }
  return sizes.length < limit ? head : sizes.at(-1)!.seq;
}

const members = async (rows: PageRows, { member_rev }: SpaceRow): Promise<{ rev: number; list: Member[] }> => ({
  rev: member_rev,
  list: await rows.members(),
});

const json = (value: unknown) => JSON.stringify(value);
const failed = (id: string, error: WireError) => ({ text: json({ id, error }), records: 0 });

type Text<T extends readonly unknown[]> = { [K in keyof T]: unknown };
const recordText = ({ tbl, id, seq, at, cells }: RecordRow) => {
  const head: Text<WireRecord> = [tbl, id, seq, at, null];
  return `${json(head).slice(0, -5)}${cells}]`;
};
const conflictText = ({ tbl, id, col, value, hlc, seq, resolved }: ConflictRow) => {
  const all: Text<WireConflict> = [tbl, id, col, JSON.parse(value), hlc, seq, resolved];
  return json(all);
};

type RecordRow = Awaited<ReturnType<PageRows["records"]>>[number];
type ConflictRow = Awaited<ReturnType<PageRows["conflicts"]>>[number];
