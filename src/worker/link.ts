import type { Locks } from "./locks.ts";
import type { Answer, LeaderInfo, Line, ToClient, ToLeader } from "./messages.ts";
import type { Timers } from "./timers.ts";
import type { Channel, Transport } from "./transport.ts";

const TICK_MS = 500;
const PING_AFTER_MS = 1000;
/** After this long without a sign of life the person is told that Atelier is open in a sleeping tab (TAB8). */
export const STALL_MS = 3000;
/** While a leader said that it is opening the database, a migration may keep it from answering. */
const OPENING_MS = 60_000;

interface LinkDeps {
  readonly client: string;
  readonly transport: Transport;
  readonly locks: Locks;
  readonly dbLock: string;
  readonly timers: Timers;
  /** Leaders before this epoch are history. */
  readonly minEpoch: number;
  sayHello(): void;
  onWelcome(line: Line, epoch: number): void;
  onInfo(info: LeaderInfo): void;
  onStalled(stalled: boolean): void;
  /** Is anything but watches waiting for an answer, here or for want of a leader? */
  isWaiting(): boolean;
}

/** A follower's way to the leader. Knows one epoch; what carries another is dropped (failure 13). */
export interface Link {
  /** There is a leader with this epoch: says hello if it is a new one. */
  heardOf(epoch: number): void;
  heardOpening(): void;
  /** The leader of `epoch` ended its term. */
  lost(epoch: number): void;
  close(): void;
}

export function createLink(deps: LinkDeps): Link {
  const { timers, locks } = deps;
  const answers = new Map<number, (answer: Answer) => void>();
  let epoch = deps.minEpoch;
  let attached = false;
  let lastCall = 0;
  let heardAt = timers.now();
  let patience = STALL_MS;
  let stalled = false;

  const channel: Channel<ToLeader> = deps.transport.join<ToClient, ToLeader>(deps.client, receive);
  let stopTick = timers.after(TICK_MS, tick);

  function receive(message: ToClient): void {
    if (message.epoch < epoch || (message.epoch > epoch && message.type !== "welcome")) return;
    heard(STALL_MS);
    if (message.type === "welcome") welcomed(message.epoch, message.info);
    else if (message.type === "info") deps.onInfo(message.info);
    else if (message.type === "answer") answered(message.call, message.answer);
  }
  function welcomed(nextEpoch: number, info: LeaderInfo): void {
    if (attached && nextEpoch === epoch) return deps.onInfo(info);
    epoch = nextEpoch;
    attached = true;
    answers.clear();
    deps.onInfo(info);
    deps.onWelcome(createLine(epoch), epoch);
  }
  function createLine(of: number): Line {
    return {
      open(request, answer) {
        const call = ++lastCall;
        answers.set(call, answer);
        channel.send({ epoch: of, type: "open", call, request });
        return () => {
          if (request.kind === "watch") answers.delete(call);
          if (of === epoch) channel.send({ epoch: of, type: "end", call });
        };
      },
    };
  }
  function answered(call: number, answer: Answer): void {
    const receiver = answers.get(call);
    if (answer.kind === "done" || answer.kind === "broken") answers.delete(call);
    receiver?.(answer);
  }
  function heard(nextPatience: number): void {
    heardAt = timers.now();
    patience = nextPatience;
    setStalled(false);
  }
  function setStalled(now: boolean): void {
    if (stalled === now) return;
    stalled = now;
    deps.onStalled(now);
  }
  function tick(): void {
    stopTick = timers.after(TICK_MS, tick);
    if (attached && !deps.isWaiting()) return void (heardAt = timers.now());
    const silence = timers.now() - heardAt;
    if (silence < PING_AFTER_MS) return;
    if (attached) channel.send({ epoch, type: "ping" });
    else deps.sayHello();
    // A free lock means that a successor is on its way, not that somebody sleeps on it.
    if (silence >= patience) void locks.isHeld(deps.dbLock).then((held) => setStalled(held && timers.now() - heardAt >= patience));
  }

  return {
    heardOf(nextEpoch) {
      heard(STALL_MS);
      if (!attached || nextEpoch > epoch) deps.sayHello();
    },
    heardOpening: () => heard(OPENING_MS),
    lost(ended) {
      epoch = Math.max(epoch, ended + 1);
      attached = false;
      answers.clear();
      heard(STALL_MS);
    },
    close() {
      stopTick();
      setStalled(false);
      channel.leave();
    },
  };
}
