import type { ImportReport } from "../../content/import/import.model.ts";

const count = new Intl.NumberFormat();
const noun = (n: number, one: string, many: string): string => `${count.format(n)} ${n === 1 ? one : many}`;

/** The button that starts the import says how much it brings. */
export function importLabel(report: ImportReport): string {
  const notes = report.created + report.updated;
  return notes > 0 ? `Import ${noun(notes, "note", "notes")}` : "Import";
}

/** What the report counts, without what it counts none of. In a dry run these are what would happen. */
export function reportCounts(report: ImportReport): { label: string; count: string }[] {
  const counts: [string, number][] = [
    ["New notes", report.created],
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
