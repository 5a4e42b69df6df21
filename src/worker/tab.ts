import type { Failure } from "../base/result.ts";
import type { Outcome, WorkerApi } from "../rpc/api.ts";
import { createCalls } from "./calls.ts";
import { createDesk, type Desk } from "./desk.ts";
import { createHostLine, createRefusingLine, type Host, type HostLine } from "./host-line.ts";
import { createIntents } from "./intents.ts";
import type { Journal } from "./journal.ts";
import { createCandidacy, type Term } from "./leader.ts";
import { createLink, type Link } from "./link.ts";
import type { Locks } from "./locks.ts";
import { mark } from "./marks.ts";
import type { ControlMessage, LeaderInfo } from "./messages.ts";
import { createPresence } from "./presence.ts";
import { createRouter } from "./router.ts";
import { createStatusStore } from "./status.ts";
import type { Timers } from "./timers.ts";
import type { Channel, Transport } from "./transport.ts";

/** A follower that became visible waits this long before it asks: switching tabs quickly moves nothing. */
const SETTLE_MS = 1000;
/** How long others leave the lock to the tab for which the leader resigned. */
const STAND_BACK_MS = 2000;
/** A follower first shows its page, then prepares to take over. */
const REHEARSE_AFTER_MS = 1000;

export interface TabDeps {
  /** Name of the database: one leader for each. */
  readonly name: string;
  readonly client: string;
  readonly version: string;
  /** Number of migrations this code knows; a leader yields to a client with more (failure 11). */
  readonly code: number;
  readonly locks: Locks;
  readonly transport: Transport;
  readonly journal: Journal;
  readonly timers: Timers;
  /** Called only while the lock is held. A failure is final for this tab. */
  openHost(): Promise<Outcome<Host>>;
  /** Prepares for `openHost` without the lock; called once, when a follower has nothing else to do. */
  rehearse(): void;
}

/** One tab among the tabs of a database: stands for leader, follows whoever leads, and answers the page's calls through either. */
export function createTab(deps: TabDeps): WorkerApi {
  const { locks, transport, timers, code } = deps;
  const dbLock = `db:${deps.name}`;
  const status = createStatusStore(deps.version);
  const router = createRouter();
  const intents = createIntents(deps.journal, deps.client, timers);
  const presence = createPresence(locks);
  const candidacy = createCandidacy({ locks, lockName: dbLock, timers, begin });

  /** Another each time the tab comes back: a leader that sleeps may have been granted the lock of the last one. */
  let client = deps.client;
  let joined = 0;
  let control: Channel<ControlMessage> | null = null;
  let link: Link | null = null;
  let term: { host: Host; line: HostLine; desk: Desk; epoch: number } | null = null;
  let opening = false;
  let hidden = false;
  let leaderHidden = false;
  let suspended = false;
  /** Leaders before this epoch are history. */
  let minEpoch = 1;
  let yieldingTo: string | null = null;
  let rehearsed = false;

  let turn = join();

  async function join(): Promise<void> {
    if (joined++ > 0) client = `${deps.client}.${joined}`;
    candidacy.stand();
    await presence.arrive(client);
    control = transport.join<ControlMessage, ControlMessage>("control", onControl);
    if (term) control.send({ type: "leader", epoch: term.epoch });
    else follow();
  }
  function follow(): void {
    link?.close();
    link = createLink({
      client,
      transport,
      locks,
      dbLock,
      timers,
      minEpoch,
      sayHello: () => control?.send({ type: "hello", client, code }),
      onWelcome(line, epoch) {
        minEpoch = epoch;
        router.attach(line);
        mark("welcome");
        rehearseOnce();
        status.set({ role: "follower", epoch, failure: null });
        askIfLeaderHidden();
      },
      onInfo(info) {
        leaderHidden = info.hidden;
        status.set({ storage: info.storage, readOnly: info.readOnly, notice: info.notice });
        askIfLeaderHidden();
      },
      onStalled: (stalled) =>
        status.set({ stalled, ...(stalled && !opening && status.current.role === "starting" && { role: "waiting" }) }),
      isWaiting: () => router.waiting,
    });
    control?.send({ type: "hello", client, code });
  }

  async function begin(): Promise<Term | null> {
    mark("lock");
    opening = true;
    if (status.current.role === "waiting") status.set({ role: "starting" });
    control?.send({ type: "opening" });
    const opened = await deps.openHost().catch(openFailed);
    opening = false;
    if (!opened.ok) return fail(opened.error);
    const host = opened.value;
    // A database in memory begins anew with each leader: its epochs come from the clock.
    const counted = host.storage === "memory" ? Math.floor(timers.now()) : host.epoch;
    const epoch = Math.max(counted, minEpoch);
    await intents.replay((mutation) => host.mutate(mutation));
    mark("journal");
    link?.close();
    link = null;
    const line = createHostLine(host);
    const onGone = (gone: string) => void intents.replay((mutation) => term?.host === host && host.mutate(mutation), gone.split(".")[0]);
    const desk = createDesk({ transport, locks, epoch, line, info: () => infoOf(host), onGone });
    term = { host, line, desk, epoch };
    host.onReadOnly(tell);
    host.onOver(() => void candidacy.standBack(0));
    router.attach(line);
    mark("leader");
    control?.send({ type: "leader", epoch });
    status.set({ role: "leader", epoch, failure: null, stalled: false, ...shown(host) });
    return { end };
  }
  function fail(failure: Failure): null {
    router.attach(createRefusingLine(failure.type, failure.message));
    status.set({ role: "waiting", failure });
    link?.close();
    link = null;
    return null;
  }
  async function end(): Promise<void> {
    if (!term) return;
    const { host, line, desk, epoch } = term;
    term = null;
    minEpoch = epoch + 1;
    router.detach();
    desk.close();
    await line.finish();
    closeHost(host);
    control?.send({ type: "resigned", epoch, to: yieldingTo });
    yieldingTo = null;
    status.set({ role: "waiting" });
    if (!suspended) follow();
  }

  function onControl(message: ControlMessage): void {
    switch (message.type) {
      case "hello":
        if (opening) control?.send({ type: "opening" });
        else if (term && message.code > code) yieldTo(message.client);
        else term?.desk.welcome(message.client);
        return;
      case "opening":
        // Only now is it known that this tab waits for another.
        if (!opening && status.current.role === "starting") status.set({ role: "waiting" });
        return link?.heardOpening();
      case "leader":
        link?.heardOf(message.epoch);
        return candidacy.stand();
      case "ask":
        if (term && hidden && message.code >= code && !term.line.busy) yieldTo(message.client);
        return;
      case "resigned":
        return onResigned(message.epoch, message.to);
    }
  }
  function onResigned(epoch: number, to: string | null): void {
    if (term || epoch < minEpoch) return;
    router.detach();
    link?.lost(epoch);
    minEpoch = epoch + 1;
    status.set({ role: "waiting" });
    if (to !== null && to !== client) void candidacy.standBack(STAND_BACK_MS);
  }
  function yieldTo(other: string): void {
    yieldingTo = other;
    void candidacy.standBack(STAND_BACK_MS);
  }
  function rehearseOnce(): void {
    if (rehearsed) return;
    rehearsed = true;
    timers.after(REHEARSE_AFTER_MS, () => term || opening || deps.rehearse());
  }
  function askIfLeaderHidden(): void {
    const wish = () => !term && !hidden && leaderHidden && status.current.role === "follower";
    if (wish()) timers.after(SETTLE_MS, () => wish() && control?.send({ type: "ask", client, code }));
  }

  const infoOf = (host: Host): LeaderInfo => ({ ...shown(host), hidden });
  function tell(): void {
    if (!term) return;
    status.set(shown(term.host));
    term.desk.tell();
  }

  return {
    ...createCalls({ router, status, intents, isLeading: () => term !== null }),
    suspend: (release) => inTurn(() => (release ? leave() : hide())),
    resume: () => inTurn(comeBack),
  };

  /** Hiding, leaving and coming back follow each other quickly; each is finished before the next begins. */
  function inTurn(step: () => void | Promise<void>): Promise<void> {
    return (turn = turn.then(step));
  }
  function hide(): void {
    hidden = true;
    term?.host.checkpoint();
    tell();
  }
  async function leave(): Promise<void> {
    hidden = true;
    if (suspended) return;
    suspended = true;
    await candidacy.withdraw();
    link?.close();
    link = null;
    control?.leave();
    control = null;
    router.detach();
    presence.leave();
    status.set({ role: "starting", stalled: false });
  }
  async function comeBack(): Promise<void> {
    hidden = false;
    tell();
    if (!suspended) return askIfLeaderHidden();
    suspended = false;
    await join();
  }
}

function openFailed(error: unknown): Outcome<never> {
  console.error(error);
  const message = `Atelier could not open its database, and deleted nothing in it. Reload the page; if that does not help, this says why: ${String(error)}`;
  return { ok: false, error: { type: "OpenFailed", message } };
}

const shown = (host: Host) => ({ storage: host.storage, readOnly: host.readOnly, notice: host.notice });

function closeHost(host: Host): void {
  try {
    host.close();
  } catch (error) {
    console.error("The database was not closed cleanly; the next start checks it.", error);
  }
}
