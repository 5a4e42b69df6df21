import type { Clock } from "../../base/time.ts";
import type { CacheUse } from "../connection.ts";
import type { Engine } from "../engine.ts";
import { type EventLog, createEventLog, memoryEvents } from "./event-log.ts";
import { StatementTimes } from "./statement-times.ts";

/** What a worker watches itself with; from the composition root. */
export interface Watching {
  readonly events: EventLog;
  /** Fine milliseconds, for how long things take. */
  readonly precise: Clock;
  /** Bytes that this browser still allows; undefined where it does not say. */
  readonly room: () => Promise<number | undefined>;
}

/** For tests, and for the rehearsal of a takeover. */
export const unwatched = (now: Clock): Watching => ({
  events: createEventLog(memoryEvents(), now, () => undefined),
  precise: now,
  room: async () => undefined,
});

/** What tasks may look at and do beside reading and writing: the person's own maintenance. */
export interface Diagnostics {
  readonly events: EventLog;
  readonly statements: StatementTimes;
  readonly precise: Clock;
  readonly room: () => Promise<number | undefined>;
  /** Lines of EXPLAIN QUERY PLAN; a sentence where there is none any more. */
  planOf(sql: string): string[];
  cacheUse(): CacheUse;
  /** Rewrites the file without its free pages. Nobody is served meanwhile; `nodes.pk`, on which search rests, stays (F1). */
  vacuum(): void;
  /** Moves the write-ahead log into the file. */
  checkpoint(): void;
}

export function createDiagnostics(engine: Engine, { events, precise, room }: Watching): Diagnostics {
  const statements = new StatementTimes(precise, (sql, ms) => events.noteOnce("slow", "A slow statement", { sql, ms: Math.round(ms) }));
  engine.connection.onStatement(statements);
  return {
    events,
    statements,
    precise,
    room,
    planOf: (sql) => engine.connection.planOf(sql),
    cacheUse: () => engine.connection.cacheUse(),
    vacuum: () => engine.vacuum(),
    checkpoint: () => engine.checkpoint(),
  };
}
