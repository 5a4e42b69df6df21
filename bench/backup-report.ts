import type { MeasuredBackups, Work } from "./backup-browser.ts";
import { Figures } from "./figures.ts";
import { show } from "./report.ts";

export const BACKUP_HEAD = "## Backup and restore";

export const backupSection = ({ notes, bytes, works }: MeasuredBackups, about: string): string =>
  [
    BACKUP_HEAD,
    "",
    `Measured ${about}. ${notes.toLocaleString("en")} notes, a database of ${(bytes / 1e6).toFixed(0)} MB. Meanwhile a list is read and a note is written, each 20 ms after the last answer; median, and the longest. Milliseconds. Goals: a verified backup in 2,500 and a restore in 4,000, no query waiting for more than 50 (at most: 5,000 and 10,000).`,
    "",
    "| work | takes | query meanwhile | write meanwhile | longest the page stood still |",
    "|---|---|---|---|---|",
    ...works.map(row),
    "",
    "The longest wait of a query in a restore is the switch itself: the tabs close the old file and open the new one.",
    "",
  ].join("\n");

const row = ({ label, took, queries, writes, stall }: Work): string =>
  `| ${label} | ${show(took)} | ${both(queries)} | ${both(writes)} | ${show(stall)} |`;

const both = (samples: readonly number[]): string => {
  const figures = new Figures(samples);
  return `${show(figures.median)} / ${show(figures.at(1))}`;
};
