import type { WireError } from "../../src/protocol/errors.ts";
import { PROTOCOL } from "../../src/protocol/limits.ts";
import { decodeToken, NO_TAG, type Token } from "../../src/protocol/token.ts";
import type { SpaceRow } from "./space-rows.ts";

type Gate = { readonly token: Token | undefined; readonly error?: undefined } | { readonly error: WireError };

/**
 * Whether a client that has read as far as `tok` may go on from there (PR4): same epoch, nothing lost since, still remembered.
 * `tagAt` answers the tag of a seq below the head.
 */
export async function checkToken(space: SpaceRow, tok: string | null, tagAt: (seq: number) => Promise<string | undefined>): Promise<Gate> {
  if (tok === null) return { token: undefined };
  const token = decodeToken(tok);
  if (!token) return { error: { type: "invalid_request", message: "The token is not one of this server.", path: "tok" } };
  const { epoch, seq, tag } = token;
  const { head } = space;
  if (epoch !== space.epoch)
    return {
      error: { type: "epoch_changed", message: "The space was made anew on the server. Everything is offered again.", epoch: space.epoch },
    };
  const rewound: WireError = {
    type: "rewound",
    message: "The server has lost changes that this device had read. They are offered again.",
    head,
  };
  if (seq > head || (seq === head && tag !== space.head_tag && seq > 0)) return { error: rewound };
  if (seq === head || seq === 0) return { token };
  if (seq < space.gc_floor)
    return tag === NO_TAG
      ? { token }
      : { error: { type: "too_old", message: "This device was away for too long to go on. It reads the space anew." } };
  return (await tagAt(seq)) === tag ? { token } : { error: rewound };
}

/** Whether this version of the app and of the protocol may take part. */
export function checkVersion(v: number, sv: number, minSv: number): WireError | undefined {
  if (v === PROTOCOL && sv >= minSv) return undefined;
  const which = v > PROTOCOL ? "The server is older than this app. Update the server." : "This app is too old for the space. Update it.";
  return { type: "upgrade_required", message: `${which} Nothing was lost.`, min_sv: minSv };
}
