import type { Outcome } from "../base/result.ts";
import type { Progress } from "../base/progress.ts";
import type { WatchEvent } from "../rpc/api.ts";
import { sameValue } from "./same-value.ts";
import type { Answer, Line, Request } from "./messages.ts";

interface Call {
  readonly request: Request;
  /** Answers of a line that is no longer attached never get here. */
  readonly onAnswer: (answer: Answer) => void;
  end: () => void;
}

/** The calls of this tab: kept until they are answered, and begun again on every new line to the database (TAB6). */
export interface Router {
  /** Mutations, queries and SQL. Resolves with what the database answered, however many leaders that takes. */
  call(request: Request): Promise<unknown>;
  task(taskId: string, request: Request, onProgress: (progress: Progress) => void): Promise<Outcome>;
  watch(watchId: string, request: Request, onEvent: (event: WatchEvent) => void): void;
  /** Ends a task or a watch. */
  end(id: string): void;
  attach(line: Line): void;
  detach(): void;
  /** Mutations without an answer. */
  readonly pending: number;
  /** Is there anything but watches without an answer? */
  readonly waiting: boolean;
}

export function createRouter(): Router {
  const calls = new Map<string, Call>();
  let line: Line | null = null;
  let generation = 0;
  let lastId = 0;
  let pending = 0;

  const begin = (call: Call) => {
    const since = generation;
    call.end = line?.open(call.request, (answer) => since === generation && call.onAnswer(answer)) ?? (() => undefined);
  };
  const start = (id: string, request: Request, onAnswer: (answer: Answer) => void) => {
    const call: Call = { request, onAnswer, end: () => undefined };
    calls.set(id, call);
    begin(call);
  };
  const count = (request: Request, change: 1 | -1) => {
    if (request.kind === "mutate") pending += change;
  };
  const single = (id: string, request: Request, onProgress?: (progress: Progress) => void) =>
    new Promise<unknown>((resolve, reject) => {
      const finish = (settle: () => void) => {
        calls.delete(id);
        count(request, -1);
        settle();
      };
      count(request, 1);
      start(id, request, (answer) => {
        if (answer.kind === "done") finish(() => resolve(answer.value));
        else if (answer.kind === "broken") finish(() => reject(new Error(answer.message)));
        else if (answer.kind === "progress") onProgress?.(answer.progress);
      });
    });

  return {
    get pending() {
      return pending;
    },
    get waiting() {
      return [...calls.values()].some(({ request }) => request.kind !== "watch");
    },
    call: (request) => single(`#${++lastId}`, request),
    task: (taskId, request, onProgress) => single(taskId, request, onProgress) as Promise<Outcome>,
    watch(watchId, request, onEvent) {
      let seq = 0;
      let last: WatchEvent["result"] | undefined;
      let lastGeneration = generation;
      start(watchId, request, (answer) => {
        if (answer.kind !== "event") return;
        // A new line sends the whole result again; the view hears of it only if it differs (failure 14).
        const repeated = lastGeneration !== generation && last !== undefined && sameValue(last, answer.event.result);
        lastGeneration = generation;
        last = answer.event.result;
        if (!repeated) onEvent({ seq: seq++, result: last });
      });
    },
    end(id) {
      const call = calls.get(id);
      if (!call) return;
      call.end();
      if (call.request.kind === "watch") calls.delete(id);
      else if (!line) call.onAnswer({ kind: "done", value: CANCELLED });
    },
    attach(next) {
      line = next;
      generation++;
      for (const call of [...calls.values()]) begin(call);
    },
    detach() {
      line = null;
      generation++;
    },
  };
}

const CANCELLED: Outcome = { ok: false, error: { type: "Cancelled", message: "It was cancelled before it began. Nothing was changed." } };
