import type { Clock } from "../../base/time.ts";

export type EventKind = "start" | "leader" | "schema" | "task" | "error" | "slow" | "storage";

/** Something that happened, for whoever looks for the reason of a trouble. It holds no content (DI2). */
export interface LoggedEvent {
  /** Milliseconds UTC. */
  readonly at: number;
  readonly kind: EventKind;
  /** A few words from a constant list. */
  readonly text: string;
  /** Numbers, names of tasks, types of failures, texts of statements; never what a person wrote. */
  readonly data: Readonly<Record<string, string | number | boolean>>;
}

/** Where events outlive their worker; each tab writes its own. */
export interface EventStore {
  append(events: readonly LoggedEvent[]): Promise<void>;
  /** The newest `limit`, oldest first. */
  newest(limit: number): Promise<LoggedEvent[]>;
}

/** So many are kept. */
export const MOST_EVENTS = 2000;
/** Written together: a log must not cost what it tells of. */
const TOGETHER_MS = 2000;
/** Of one slow statement, one event a minute is enough. */
const SAME_MS = 60_000;

export interface EventLog {
  note(kind: EventKind, text: string, data?: LoggedEvent["data"]): void;
  /** For a thing that may happen many times a second: at most once a minute for each `data.sql`. */
  noteOnce(kind: EventKind, text: string, data: LoggedEvent["data"] & { readonly sql: string }): void;
  /** All that is kept, of every tab, oldest first. */
  read(): Promise<LoggedEvent[]>;
}

export function createEventLog(store: EventStore, now: Clock, later: (work: () => void, ms: number) => void): EventLog {
  let waiting: LoggedEvent[] = [];
  let scheduled = false;
  const lastOf = new Map<string, number>();

  const flush = async () => {
    scheduled = false;
    const events = waiting;
    waiting = [];
    if (events.length === 0) return;
    await store.append(events).catch((error: unknown) => console.warn("Events could not be kept:", error));
  };
  const note: EventLog["note"] = (kind, text, data = {}) => {
    waiting.push({ at: now(), kind, text, data });
    if (waiting.length > MOST_EVENTS) waiting.shift();
    if (scheduled) return;
    scheduled = true;
    later(() => void flush(), TOGETHER_MS);
  };
  return {
    note,
    noteOnce(kind, text, data) {
      const last = lastOf.get(data.sql) ?? -Infinity;
      if (now() - last < SAME_MS) return;
      if (lastOf.size >= MOST_EVENTS) lastOf.clear();
      lastOf.set(data.sql, now());
      note(kind, text, data);
    },
    async read() {
      await flush();
      return store.newest(MOST_EVENTS);
    },
  };
}

declare const console: { warn(...values: unknown[]): void };

/** For tests, and where the browser keeps nothing. */
export function memoryEvents(): EventStore {
  const all: LoggedEvent[] = [];
  return {
    append: async (events) => {
      all.push(...events);
      all.splice(0, all.length - MOST_EVENTS);
    },
    newest: async (limit) => all.slice(-limit),
  };
}
