import type { ImportKind, ImportReport } from "../../content/import/import.model.ts";

const count = new Intl.NumberFormat();
const noun = (n: number, one: string, many: string): string => `${count.format(n)} ${n === 1 ? one : many}`;

/** What one of a kind is called, and more of them. */
const KINDS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  note: ["note", "notes"],
  project: ["project", "projects"],
  todo: ["todo", "todos"],
  week: ["week", "weeks"],
  activity: ["activity", "activities"],
  event: ["event", "events"],
  view: ["view", "views"],
  version: ["version", "versions"],
};

/** The button that starts the import says how much it brings. */
export function importLabel(report: ImportReport): string {
  const news = report.kinds.filter(({ created, updated }) => created + updated > 0);
  const items = news.reduce((sum, { created, updated }) => sum + created + updated, 0);
  const [one, many] = (news.length === 1 && KINDS[news[0]!.kind]) || ["item", "items"];
  return items > 0 ? `Import ${noun(items, one, many)}` : "Import";
}

const newOf = ({ kind, created }: ImportKind): [string, number] =>
  kind === "kept" ? ["Kept as notes", created] : [`New ${KINDS[kind]?.[1] ?? kind}`, created];

/** Projects and todos are in the plan; with a note among them, it is the notes that one wants to see. */
export const isPlan = (report: ImportReport): boolean =>
  report.kinds.some(({ kind }) => kind === "todo" || kind === "project") && !report.kinds.some(({ kind }) => kind === "note");

/** What the report counts, without what it counts none of. In a dry run these are what would happen. */
export function reportCounts(report: ImportReport): { label: string; count: string }[] {
  const counts: [string, number][] = [
    ...report.kinds.map(newOf),
    ["Updated", report.updated],
    ["Unchanged", report.unchanged],
    ["Attachments", report.attached],
    ["Links", report.links],
    ["Links to nothing yet", report.unresolved_links],
    ["Left out", report.skipped],
    ["Failed", report.failed],
  ];
  return counts.filter(([, n]) => n > 0).map(([label, n]) => ({ label, count: count.format(n) }));
}
