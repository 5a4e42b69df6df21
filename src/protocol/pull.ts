import * as v from "valibot";
import type { WireError } from "./errors.ts";
import { LIMITS } from "./limits.ts";
import { clientId, count, randomId, spaceId } from "./names.ts";
import type { Member, Role } from "./spaces.ts";
import type { WireValue } from "./value.ts";

/**
 * `POST /v1/pull`. `tok` null reads from the beginning; `rev` is that of the members one knows, so that they are sent only anew; `last`
 * the last operation that was answered: a server that has another one in its place has lost it (CL9).
 */
export const pullRequest = v.object({
  v: count,
  sv: count,
  client: clientId,
  spaces: v.pipe(
    v.array(
      v.object({
        id: spaceId,
        tok: v.nullable(v.string()),
        rev: v.optional(count),
        last: v.optional(v.object({ m: count, op: randomId })),
      }),
    ),
    v.minLength(1),
    v.maxLength(LIMITS.spacesPerPull),
  ),
  limit: v.optional(v.pipe(count, v.minValue(1), v.maxValue(LIMITS.recordsPerPage))),
});
export type PullRequest = v.InferOutput<typeof pullRequest>;

/**
 * A cell as it is now: its value, the clock of its change, the seq of its change. `again` (PR5): the `t` of the operation that offered it
 * again, or the clock of what had been offered again and was replaced, this time or earlier, by somebody who had seen it.
 */
export type WireCell = readonly [value: WireValue, hlc: string, seq: number, again?: number | string];

/** A record once, at its latest seq; `at` is the server's time of that change. */
export type WireRecord = readonly [table: string, id: string, seq: number, at: number, cells: Readonly<Record<string, WireCell>>];

/** What lost against a concurrent change: its value and clock. `resolved` 1: somebody who had seen both has written since. */
export type WireConflict = readonly [
  table: string,
  id: string,
  column: string,
  value: WireValue,
  hlc: string,
  seq: number,
  resolved: 0 | 1,
];

export interface SpacePage {
  readonly id: string;
  /** To be stored in the transaction that applies this page. */
  readonly tok: string;
  /** The seq of `tok`. Without `more` the `x` of changes made from now on. */
  readonly seq: number;
  readonly head: number;
  /** Whether there is another page now. */
  readonly more: boolean;
  readonly role: Role;
  /** The last operation of this client that the server knows: those up to it need not be sent again. */
  readonly last_mid: number;
  readonly records: readonly WireRecord[];
  readonly conflicts: readonly WireConflict[];
  /** Operations of this client that were refused for good since its token. */
  readonly rejected: readonly { readonly m: number; readonly op: string; readonly error: WireError }[];
  /** Of the last page only: of all cells at `head`. */
  readonly digest?: string;
  /** If they are not those of `rev`. */
  readonly members?: { readonly rev: number; readonly list: readonly Member[] };
}

/** `epoch_changed`, `rewound`, `too_old`, `upgrade_required`, `gone`, `invalid_request`: of this space only. */
export interface SpaceError {
  readonly id: string;
  readonly error: WireError;
}

export interface PullAnswer {
  readonly now: number;
  readonly spaces: readonly (SpacePage | SpaceError)[];
}
