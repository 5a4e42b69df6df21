import { Refusal } from "../../base/result.ts";
import { isDamage } from "../health.ts";
import type { RawFile } from "../drivers/raw-file.ts";
import type { OpenFolder } from "./backup-folder.ts";
import { piecesOf } from "./carry.ts";
import { type BackupKind, readStamp, type Stamp, standAlone } from "./stamp.ts";
import type { Work } from "./work.ts";

/** A backup as the list shows it. */
export interface BackupInfo {
  readonly name: string;
  readonly at: number;
  readonly size: number;
  readonly kind: BackupKind;
  readonly app_version: string;
  readonly schema_version: number;
  /** It was read whole after it was written and is in order. */
  readonly verified: boolean;
  /** It cannot be read any more. */
  readonly damaged: boolean;
}

/** A file that is being brought in or handed over: of no use afterwards. */
export const PASSING = "passing.sqlite";
const NAME = /^(manual|daily|migration|restore)-(\d+)\.sqlite$/;

/** What was cut off while it was written, or passing through, goes. */
export function tidy(files: OpenFolder): void {
  for (const name of files.names()) if (name === PASSING || (NAME.test(name) && stampOf(files, name) === null)) files.remove(name);
}

/** Null: it was cut off; undefined: it cannot be read. */
export function stampOf(files: OpenFolder, name: string): Stamp | null | undefined {
  const file = files.open(name);
  try {
    if (isHeadless(file.raw)) return null;
    standAlone(file);
    return readStamp(file);
  } catch (error) {
    if (isDamage(error)) return undefined;
    throw error;
  } finally {
    file.close();
  }
}

/** Its first page is written last (`FileCopy`). */
const isHeadless = (file: RawFile): boolean => file.size > 0 && file.read(0, 16).every((byte) => byte === 0);

export function listOf(files: OpenFolder): BackupInfo[] {
  const infos = files.names().flatMap((name) => {
    const parts = NAME.exec(name);
    return parts ? [infoOf(files, name, parts[1] as BackupKind, Number(parts[2]))] : [];
  });
  return infos.toSorted((a, b) => b.at - a.at);
}

function infoOf(files: OpenFolder, name: string, kind: BackupKind, at: number): BackupInfo {
  const stamp = stampOf(files, name);
  const file = files.open(name);
  try {
    const version = stamp ? file.value<number>("PRAGMA user_version")! : 0;
    const size = file.raw.size;
    const verified = stamp !== null && stamp !== undefined && stamp.verified_at !== null;
    return { name, at, size, kind, app_version: stamp?.app_version ?? "", schema_version: version, verified, damaged: !stamp };
  } finally {
    file.close();
  }
}

export async function handOver(files: OpenFolder, name: string, work: Work, take: (piece: Uint8Array<ArrayBuffer>) => void): Promise<void> {
  const file = files.open(name);
  try {
    for await (const piece of piecesOf(file.raw, work)) take(piece);
  } finally {
    file.close();
  }
}

export function sizeOf(files: OpenFolder, name: string): number {
  const file = files.open(name);
  const { size } = file.raw;
  file.close();
  return size;
}

export function existing(files: OpenFolder, name: string): string {
  if (NAME.test(name) && files.names().includes(name)) return name;
  throw new Refusal("BackupNotFound", "There is no backup of this name any more. Nothing was changed; look at the list again.");
}
