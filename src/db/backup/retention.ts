import type { BackupKind } from "./stamp.ts";

const DAY_MS = 86_400_000;
/** 1970-01-01 was a Thursday: weeks begin on Monday, UTC. */
const weekOf = (at: number): number => Math.floor((at / DAY_MS + 3) / 7);

const DAILY = 7;
const WEEKLY = 4;
/** Copies before a migration or a restore: enough to take back two in a row. */
const SAFETY = 2;

interface Kept {
  readonly name: string;
  readonly kind: BackupKind;
  readonly at: number;
}

/**
 * Names of the backups that may go (BR5): of the daily ones the newest seven stay, and of the older ones the newest of
 * each of the last four weeks in which there is one; the newest two of each other automatic kind; all that a person made.
 */
export function outdated(backups: readonly Kept[]): string[] {
  const newestFirst = (kind: BackupKind) => backups.filter((backup) => backup.kind === kind).toSorted((a, b) => b.at - a.at);
  const older = newestFirst("daily").slice(DAILY);
  const weekly = older.filter((backup, i) => i === 0 || weekOf(backup.at) !== weekOf(older[i - 1]!.at)).slice(0, WEEKLY);
  const surplus = [
    ...older.filter((backup) => !weekly.includes(backup)),
    ...newestFirst("migration").slice(SAFETY),
    ...newestFirst("restore").slice(SAFETY),
  ];
  return surplus.map(({ name }) => name);
}
