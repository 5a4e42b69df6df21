import type { BackupCounts, BackupKind } from "../../content/backup/backup.model.ts";

/** Why a backup was made. */
export const KIND_WORDS: Record<BackupKind, string> = {
  manual: "Made by hand",
  daily: "Made by itself",
  migration: "Before an update",
  restore: "Before a restore",
};

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

/** A moment to tell backups apart by: "21 Nov 2026, 12:03". */
export const momentOf = (at: number): string => moment.format(at);

interface CountRow {
  readonly label: string;
  readonly now: number;
  readonly backup: number;
}

const KNOWN: readonly (readonly [string, (counts: BackupCounts) => number])[] = [
  ["In the trash", ({ trashed }) => trashed],
  ["Edges", ({ edges }) => edges],
  ["Tags", ({ tags }) => tags],
  ["Attachments", ({ attachments }) => attachments],
  ["Versions", ({ versions }) => versions],
];

const sum = (nodes: BackupCounts["nodes"]) => Object.values(nodes).reduce((all, n) => all + n, 0);

/** Both sides of a restore, line by line: all nodes, each content type that either side has, and what belongs to them. */
export function countRows(now: BackupCounts, backup: BackupCounts, labels: ReadonlyMap<string, string>): CountRow[] {
  const types = [...new Set([...labels.keys(), ...Object.keys(now.nodes), ...Object.keys(backup.nodes)])];
  return [
    { label: "Nodes", now: sum(now.nodes), backup: sum(backup.nodes) },
    ...types
      .filter((type) => type === "note" || now.nodes[type] || backup.nodes[type])
      .map((type) => ({ label: labels.get(type) ?? type, now: now.nodes[type] ?? 0, backup: backup.nodes[type] ?? 0 })),
    ...KNOWN.map(([label, of]) => ({ label, now: of(now), backup: of(backup) })),
  ];
}

const count = new Intl.NumberFormat();
const signed = new Intl.NumberFormat(undefined, { signDisplay: "always" });

export const countText = (n: number): string => count.format(n);
/** What the restore would change: "+3", "−12", or nothing. */
export const differenceText = ({ now, backup }: CountRow): string => (now === backup ? "" : signed.format(backup - now));
