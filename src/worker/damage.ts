import type { Failure } from "../base/result.ts";
import { checkTables } from "../db/health.ts";
import type { Database } from "../db/sqlite.ts";

/** After an unclean end the first answers come first. */
const CHECK_AFTER_MS = 1500;
const CHECK_PAUSE_MS = 50;

export const DAMAGED: Failure = {
  type: "Corrupt",
  message:
    "Part of the workspace file on this device is damaged, so writing has stopped. A copy was put aside and nothing was deleted; export what you can read, or open a backup.",
};

/** One table at a time, with room for everybody else in between. */
export function checkInBackground(
  db: Database,
  later: (work: () => void, ms: number) => void,
  isClosed: () => boolean,
  onDamage: () => void,
): void {
  const steps = checkTables(db);
  const step = () => {
    if (isClosed()) return;
    const { done, value } = steps.next();
    if (done) return;
    if (value === null) later(step, CHECK_PAUSE_MS);
    else onDamage();
  };
  later(step, CHECK_AFTER_MS);
}
