import { pair, show } from "../report.ts";
import type { FirstSync, OneChange } from "./first.ts";
import type { Rate } from "./rates.ts";

export const SYNC_HEAD = "## Sync";

export interface StoreFigures {
  readonly store: string;
  readonly rates: readonly Rate[];
  readonly first: FirstSync;
  readonly one: OneChange;
  /** Of the process: the server, and both clients with their databases in memory. */
  readonly megabytes: number;
}

export function syncSection(stores: readonly StoreFigures[], about: string): string {
  const [{ first, one }] = stores as [StoreFigures];
  return [
    SYNC_HEAD,
    "",
    `Measured ${about}. The app's own engine of sync and the production server in one process, without sockets: the clients' databases are in memory, the server's on the disk (PGlite does not fsync, PostgreSQL does). A push of the rates writes notes of 300 characters. Milliseconds are median / 95 %.`,
    "",
    `| | ${stores.map(({ store }) => store).join(" | ")} |`,
    `|---|${stores.map(() => "---").join("|")}|`,
    ...stores[0]!.rates.map(({ clients, ops }, i) => line(rateLabel(clients, ops), stores, ({ rates }) => rateCell(rates[i]!))),
    line(`first sync, device → server, ${first.rows.toLocaleString("en")} rows, s`, stores, (of) => seconds(of.first.up)),
    line(`first sync, server → new device, applied and indexed, s`, stores, (of) => seconds(of.first.down)),
    line("one title changed: push and pull here, ms", stores, (of) => pair(of.one.here)),
    line("the same: pull and apply there, ms", stores, (of) => pair(of.one.there)),
    line("memory of the process at the end, MB", stores, (of) => show(of.megabytes)),
    "",
    "| bytes, JSON → as sent (gzip) | request | answer |",
    "|---|---|---|",
    `| one title changed: its push | ${per(one.pushes.asText, one.pushes.sent, one.pushes.requests)} | ${per(one.pushes.answeredAsText, one.pushes.answered, one.pushes.requests)} |`,
    `| one title changed: its pull on the other device | ${per(one.pulls.asText, one.pulls.sent, one.pulls.requests)} | ${per(one.pulls.answeredAsText, one.pulls.answered, one.pulls.requests)} |`,
    `| a row of the first sync, pushed (${first.pushes.requests} pushes; a note of 1 kB is two rows) | ${per(first.pushes.asText, first.pushes.sent, first.rows)} | ${per(first.pushes.answeredAsText, first.pushes.answered, first.rows)} |`,
    `| a row of the first sync, pulled (${first.pulls.requests} pages) | ${per(first.pulls.asText, first.pulls.sent, first.rows)} | ${per(first.pulls.answeredAsText, first.pulls.answered, first.rows)} |`,
    "",
  ].join("\n");
}

const rateLabel = (clients: number, ops: number): string =>
  `pushes/s of ${ops} operation${ops === 1 ? "" : "s"}, ${clients === 1 ? "one client" : `${clients} clients with a space each`}`;
const rateCell = ({ perSecond, ops, times }: Rate): string =>
  `${perSecond.toFixed(0)}${ops > 1 ? ` (${(perSecond * ops).toFixed(0)} operations)` : ""}; ${pair(times)} ms`;
const line = (label: string, stores: readonly StoreFigures[], cell: (of: StoreFigures) => string): string =>
  `| ${label} | ${stores.map(cell).join(" | ")} |`;
const seconds = (ms: number): string => (ms / 1000).toFixed(1);
const per = (text: number, sent: number, count: number): string => `${(text / count).toFixed(0)} → ${(sent / count).toFixed(0)}`;
