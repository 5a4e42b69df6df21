import type { Figures } from "../figures.ts";
import { pair, show } from "../report.ts";
import { ATELIER, NATIVE, PEERS, TABS_APART } from "./list.ts";
import { DISK, FIRST_LIST, FIRST_SEARCH, MEMORY, type PeerMeasured, SECOND_TAB, TAKEOVER } from "./measure.ts";
import { ALLOWED, REASONS } from "./reasons.ts";
import { WORKS } from "./work.ts";

export interface PeerReport {
  readonly size: number;
  /** Day, browser and how busy the machine was. */
  readonly on: string;
  /** By label. */
  readonly measured: ReadonlyMap<string, PeerMeasured>;
}

export interface PeerVersions {
  readonly packages: Readonly<Record<string, string>>;
  readonly picture: string | null;
}

export const PEERS_HEAD = "## Beside its peers";
const COLUMNS = [ATELIER, ...PEERS.map(({ label }) => label), NATIVE];

/** Numbers the reasons why a cell has no figure: the same reason has one number. */
class Footnotes {
  private readonly texts: string[] = [];
  mark(text: string): string {
    if (!this.texts.includes(text)) this.texts.push(text);
    return `<sup>${this.texts.indexOf(text) + 1}</sup>`;
  }
  lines(): string[] {
    return this.texts.map((text, i) => `${i + 1}. ${text}`);
  }
}

export function peersSection(reports: readonly PeerReport[], versions: PeerVersions): string {
  const packages = Object.entries(versions.packages).map(([name, version]) => `${name} ${version}`);
  return [
    PEERS_HEAD,
    "",
    `Measured by \`npm run bench -- --peers\` with ${packages.join(", ")}; each table says when. \`--rewrite\` writes this section again from what was measured.`,
    "",
    `The same generated notes (links written as plain text) and the same edges, in one browser session, each in an empty origin. Milliseconds from the page and back to it, median / 95 %; a single figure is one run. Atelier's column is its own public door: a write there also keeps history, undo and the outbox of sync, a search there also counts, excerpts and looks inside words, and its start is the whole app. The peers run in a worker of ours (sqlocal in its own), with the schema, index and statements of \`bench/peers/adapters/\`: what a careful developer would write first (OPFSWriteAhead keeps a write-ahead log of its own below SQLite). All writes are durable when they answer. The last column is the ratio of Atelier's median to that of the fastest peer in the browser; where it is more than ${ALLOWED}, the reason and what was tried stand below the table. Native SQLite runs the peers' statements without a browser: the limit.`,
    ...(versions.picture
      ? ["", `![Growth of eight operations with the number of notes, Atelier beside its peers](${versions.picture})`]
      : []),
    ...reports.flatMap((report) => ["", ...table(report)]),
    "",
  ].join("\n");
}

function table({ size, on, measured }: PeerReport): string[] {
  const columns = COLUMNS.filter((label) => measured.has(label));
  const notes = new Footnotes();
  const row = (label: string, cells: readonly string[], last: string) => `| ${label} | ${cells.join(" | ")} | ${last} |`;
  const timed = (key: string, label: string) =>
    row(
      label,
      columns.map((column) => cell(measured, column, key, notes)),
      ratio(bestOf(measured, key), key, notes),
    );
  const counted = (key: string, label: string) =>
    row(
      label,
      columns.map((column) => bytes(measured.get(column)!, column, key, notes)),
      ratio(smallestOf(measured, key), key, notes),
    );
  return [
    `### Beside its peers: ${size.toLocaleString("en")} notes`,
    "",
    `Measured on ${on}.`,
    "",
    `| work | ${columns.join(" | ")} | Atelier ÷ best peer |`,
    `|---|${columns.map(() => "---").join("|")}|---|`,
    timed(FIRST_LIST, "navigation → first list answered"),
    timed(FIRST_SEARCH, "navigation → first search answered"),
    ...WORKS.map(({ key, label }) => timed(key, label(size))),
    row(
      "two tabs at once",
      columns.map((column) => tabs(measured.get(column)!, column, notes)),
      "",
    ),
    timed(TAKEOVER, "first tab closed → the second answers"),
    counted(MEMORY, "memory of the tab's process"),
    counted(DISK, "on disk"),
    "",
    ...notes.lines(),
    "",
    ...columns.filter((label) => measured.get(label)!.about !== "").map((label) => `- ${label}: ${measured.get(label)!.about}.`),
  ];
}

const NO_BROWSER = "Natively there is no browser: no tabs, no navigation, no origin.";
const BROWSER_ONLY = [FIRST_LIST, FIRST_SEARCH, SECOND_TAB, TAKEOVER, MEMORY, DISK];

function cell(measured: ReadonlyMap<string, PeerMeasured>, column: string, key: string, notes: Footnotes): string {
  const own = measured.get(column)!;
  const work = own.works.get(key);
  if (!work) return `–${notes.mark(reason(own, column, key))}`;
  const wanted = measured.get(ATELIER)?.works.get(key)?.found ?? null;
  const few = key !== "path" && missing(wanted, work.found);
  const mark = few ? notes.mark(`Found ${work.found} of the ${wanted} that Atelier shows.`) : "";
  return `${figures(work.figures)}${mark}`;
}

/** A fast answer that has next to nothing in it is told apart. */
const missing = (wanted: number | null, found: number | null): boolean => wanted !== null && found !== null && found < wanted / 2;
const figures = (of: Figures): string => (of.at(0) === of.at(1) ? show(of.median) : pair(of));

function reason(own: PeerMeasured, column: string, key: string): string {
  if (column === NATIVE && BROWSER_ONLY.includes(key)) return NO_BROWSER;
  const failure = own.failures.get(key) ?? own.failures.get("open") ?? own.failures.get("fill");
  return `${column}: ${failure ?? "not measured"}`;
}

function tabs(own: PeerMeasured, column: string, notes: Footnotes): string {
  if (!own.numbers.has(SECOND_TAB)) return `–${notes.mark(reason(own, column, SECOND_TAB))}`;
  const apart = TABS_APART[column];
  return apart ? `yes${notes.mark(apart)}` : "yes";
}

const bytes = (own: PeerMeasured, column: string, key: string, notes: Footnotes): string =>
  own.numbers.has(key) ? `${(own.numbers.get(key)! / 1e6).toFixed(1)} MB` : `–${notes.mark(reason(own, column, key))}`;

interface Distance {
  readonly times: number;
  readonly label: string;
}

/** Where Atelier is not first, or nearly so, the reason and what was tried stand below the table. */
function ratio(to: Distance | null, key: string, notes: Footnotes): string {
  if (!to) return "";
  const reason = to.times > ALLOWED ? REASONS[key] : undefined;
  return `${to.times.toFixed(1)} (${to.label})${reason ? notes.mark(reason) : ""}`;
}

/** Only peers that found as much count. */
function bestOf(measured: ReadonlyMap<string, PeerMeasured>, key: string): Distance | null {
  const own = measured.get(ATELIER)?.works.get(key);
  const best = PEERS.flatMap(({ label }) => {
    const work = measured.get(label)?.works.get(key);
    return work && (key === "path" || !missing(own?.found ?? null, work.found)) ? [{ label, median: work.figures.median }] : [];
  }).toSorted((a, b) => a.median - b.median)[0];
  return own && best ? { times: own.figures.median / best.median, label: best.label } : null;
}

function smallestOf(measured: ReadonlyMap<string, PeerMeasured>, key: string): Distance | null {
  const own = measured.get(ATELIER)?.numbers.get(key);
  const best = PEERS.map(({ label }) => ({ label, bytes: measured.get(label)?.numbers.get(key) ?? Infinity })).toSorted(
    (a, b) => a.bytes - b.bytes,
  )[0];
  return own && best && best.bytes < Infinity ? { times: own / best.bytes, label: best.label } : null;
}
