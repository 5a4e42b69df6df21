import type { SpaceHead } from "../protocol/events.ts";
import type { Alarm } from "./alarm.ts";
import type { ControlDeps } from "./control.ts";
import { spaceRows } from "./spaces.ts";

/** What is heard one after the other is fetched in one go. */
export const SIGNAL_MS = 200;
/** The server says nothing any more: asked after this time, and each time after twice as long. */
const FIRST_DEAF_MS = 5_000;
const LAST_DEAF_MS = 300_000;

export interface EarsDeps {
  readonly alarm: Alarm;
  /** Is there anything to listen for now? */
  readonly wanted: () => boolean;
  /** A round is under way. */
  readonly isBusy: () => boolean;
  /** The last round failed: any word of the server says that it is there again. */
  readonly isRetrying: () => boolean;
  readonly onSpaces: () => Promise<void>;
}

/** Hears the server say that something moved, and sets the alarm for it (CL13). */
export function createEars({ db, listen }: Pick<ControlDeps, "db" | "listen">, deps: EarsDeps) {
  const { alarm, wanted, isBusy, isRetrying, onSpaces } = deps;
  let stop: (() => void) | null = null;
  let isDeaf = false;
  let tries = 0;
  /** What was heard during a round: where each space is by the server, and whether there are others. */
  const heads = new Map<string, number>();
  let others = false;

  const close = () => {
    stop?.();
    stop = null;
  };
  const hear = (what: "head" | "spaces" | "end", head?: SpaceHead) => {
    if (!stop || !wanted()) return;
    if (what === "end") {
      isDeaf = true;
      close();
      alarm.soon(Math.min(LAST_DEAF_MS, FIRST_DEAF_MS * 2 ** tries++));
    } else if (what === "spaces") void onSpaces().then(heardSpaces, () => undefined);
    else if (head) heardHead(head);
  };
  const heardSpaces = () => {
    if (isBusy()) others = true;
    else if (wanted()) alarm.set(0);
  };
  const heardHead = ({ id, seq }: SpaceHead) => {
    tries = 0;
    const known = spaceRows(db).find(({ remote_id }) => remote_id === id)?.seq;
    if (isBusy()) heads.set(id, seq);
    // An earlier place than the one that was read: the server lost something.
    else if (isRetrying() || (known !== undefined && known !== seq)) alarm.soon(SIGNAL_MS);
  };
  return {
    /** Listens, or stops listening, as is wanted now; where the server fell silent only after the next round. */
    follow() {
      if (!wanted()) close();
      else if (!isDeaf) stop ??= listen(hear);
    },
    /** A round begins: what was heard before is part of it. */
    begin() {
      heads.clear();
      others = false;
      isDeaf = false;
    },
    /** Did something move after it was read, in the round that is just over? */
    isBehind: () => others || spaceRows(db).some(({ remote_id, seq }) => (heads.get(remote_id) ?? 0) > seq),
    close,
  };
}
