import type { SyncStatus } from "../../content/sync/sync.model.ts";
import { ageOf } from "../shell/time-words.ts";
import { plural } from "../ui/plural.ts";

const count = new Intl.NumberFormat();

export type SyncTone = "quiet" | "good" | "working" | "warning" | "danger";

interface SyncWords {
  /** For the status strip: a few words. */
  readonly short: string;
  /** For the panel: a sentence. */
  readonly long: string;
  readonly tone: SyncTone;
}

/** How sync does, the worst first: conflict, refused, paused, waiting, under way, to be sent, synced (SU1). Times are milliseconds UTC. */
export function syncWords(status: SyncStatus, now: number): SyncWords {
  const { mode, phase, account, error, conflicts, dead, failed, pending, progress, last_synced_at: last } = status;
  const synced = last === null ? "Not synced yet" : `Last synced ${ageOf(last, now)}`;
  if (account === null) return { short: "Sync off", long: "Nothing leaves this device.", tone: "quiet" };
  if (isPaused(status)) return { short: "Sync paused", long: error?.message ?? "Sync is paused.", tone: "danger" };
  if (phase === "signed_out") return { short: "Signed out", long: signedOutWords(account.name, pending), tone: "quiet" };
  if (mode === "off")
    return { short: "Sync off", long: `Sync is off: nothing leaves this device until you turn it on. ${synced}.`, tone: "quiet" };
  if (conflicts > 0) {
    const what = plural(conflicts, "conflict", "conflicts");
    return { short: what, long: `${what} to look at: both sides are kept. ${synced}.`, tone: "warning" };
  }
  if (dead > 0) {
    const what = plural(dead, "change", "changes");
    return { short: `${what} refused`, long: `The server refused ${what}. Below you see which, and why.`, tone: "danger" };
  }
  if (phase === "syncing") {
    const far = progress && progress.total > 0 ? `: ${count.format(progress.done)} of ${count.format(progress.total)}` : "…";
    return { short: "Syncing…", long: `Syncing${far}`, tone: "working" };
  }
  if (error) return { short: "Sync waits", long: `${error.message}${againWords(status, now)}`, tone: "warning" };
  if (failed > 0)
    return { short: `${plural(failed, "change", "changes")} failed`, long: `${synced}. What failed is tried again.`, tone: "warning" };
  if (pending > 0) {
    const what = `${plural(pending, "change", "changes")} to send`;
    return { short: what, long: `${what}. ${synced}.`, tone: "working" };
  }
  return last === null
    ? { short: "Not synced yet", long: "Not synced yet.", tone: "quiet" }
    : { short: `Synced ${ageOf(last, now)}`, long: `Everything is synced. ${synced}.`, tone: "good" };
}

/** The server wants something of the person first: a session, a newer app. */
export const isPaused = ({ phase, error }: SyncStatus): boolean => phase === "paused" || (phase === "signed_out" && error !== null);

const signedOutWords = (name: string, pending: number): string =>
  pending === 0
    ? `Sign in as ${name} to go on. Nothing leaves this device meanwhile.`
    : `${plural(pending, "change waits", "changes wait")} here. Sign in as ${name} to send ${pending === 1 ? "it" : "them"}.`;

const SECOND = 1000;

/** " It is tried again in 40 seconds." or nothing. */
export function againWords({ next_at: next }: Pick<SyncStatus, "next_at">, now: number): string {
  if (next === null) return "";
  const seconds = Math.max(0, Math.round((next - now) / SECOND));
  if (seconds < 2) return " It is tried again now.";
  if (seconds < 90) return ` It is tried again in ${seconds} seconds.`;
  return ` It is tried again in ${Math.round(seconds / 60)} minutes.`;
}

export const MODES = [
  { value: "off", label: "Off" },
  { value: "manual", label: "Manual" },
  { value: "automatic", label: "Automatic" },
] as const;

export const MODE_HINTS = {
  off: "Nothing leaves this device. What you change waits here.",
  manual: "Only when you press “Sync now”.",
  automatic: "Two seconds after you stop typing, and whenever something is new elsewhere.",
} as const;
