/** Typing has paused. */
const IDLE_MS = 1000;
/** About 4 MB of log and a few dozen pieces of the search index: a single write touches some 30 pages. */
const ENOUGH = 25;
/** Others go first. */
const BETWEEN_MS = 10;

/**
 * Upkeep of the database for when nobody waits: done in the commits themselves it would make every twentieth write
 * ten times as slow (DB15). Call what it answers after each commit. `step` does a part of it, and answers whether more is left.
 */
export function createUpkeep(later: (work: () => void, ms: number) => void, step: () => boolean): () => void {
  let commits = 0;
  let seen = 0;
  let waiting = false;
  const run = () => {
    if (step()) return later(run, BETWEEN_MS);
    waiting = false;
    commits = 0;
  };
  const look = () => {
    if (commits === seen) return run();
    seen = commits;
    later(look, IDLE_MS);
  };
  return () => {
    commits++;
    if (waiting || commits < ENOUGH) return;
    waiting = true;
    seen = commits;
    later(look, IDLE_MS);
  };
}
