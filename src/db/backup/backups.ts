import type { BlobLike } from "../../base/blob.ts";
import { Refusal } from "../../base/result.ts";
import type { Clock } from "../../base/time.ts";
import type { EventLog } from "../diagnostics/event-log.ts";
import { type Database, SqlError } from "../sqlite.ts";
import type { BackupFolder, OpenFolder } from "./backup-folder.ts";
import { copyButLast, type CopySource, type NearlyCopied } from "./carry.ts";
import type { Checked } from "./check.ts";
import { type BackupSource, bringIn, slices } from "./incoming.ts";
import { type BackupInfo, existing, handOver, listOf, PASSING, stampOf, tidy } from "./kept-backups.ts";
import { outdated } from "./retention.ts";
import { restoreInto } from "./restore.ts";
import { type Opened, refuseWeak, seal, type SealDeps, unseal } from "./seal.ts";
import type { SealedContent } from "./sealed-header.ts";
import { type BackupKind, countsOf, newestChange, STAMP_SQL, standAlone, type Stamp, writeStamp } from "./stamp.ts";
import type { Precise, Work } from "./work.ts";
import type { WorkspaceFiles } from "./workspace-files.ts";

export interface BackupsDeps extends SealDeps {
  readonly folder: BackupFolder;
  /** The workspace: what is copied, and what is read beside it. */
  readonly source: CopySource & { readonly db: Database };
  /** Where a restore puts the new workspace; null: this one is in memory, and there is nothing to switch. */
  readonly files: WorkspaceFiles | null;
  readonly now: Clock;
  readonly precise: Precise;
  readonly appVersion: string;
  readonly events: EventLog;
  /** Bytes that this browser still allows; undefined where it does not say. */
  readonly room: () => Promise<number | undefined>;
  /** The restored workspace is in place; nothing may be written into this one any more. */
  readonly onSwitched: () => void;
  /** What of the present workspace holds for the restored one too. */
  readonly carryOver: (present: Database, restored: Database) => void;
}

/** What a restore would bring, beside what there is. */
export interface Inspection extends Checked {
  readonly at: number | null;
  readonly size: number;
  readonly now: Checked["counts"];
}

const DAY_MS = 86_400_000;
/** Beside the backup itself, so that the workspace can still be written. */
const SPARE_BYTES = 10_000_000;

/** Backups of one workspace, and the way back (BR1–BR7). */
export class Backups {
  private readonly deps: BackupsDeps;

  /** Before a long piece of work, not after it. */
  readonly refuseWeak = refuseWeak;

  constructor(deps: BackupsDeps) {
    this.deps = deps;
  }

  /** Makes a backup and reads it whole; older ones that are no longer needed go. */
  create(kind: BackupKind, work: Work): Promise<BackupInfo> {
    return this.use(async (files) => {
      const name = await this.write(files, kind, work);
      return this.verified(files, name, work);
    });
  }

  /** What is due without being asked for: a check of what was not read whole yet, and one backup a day if something has changed. */
  automatic(work: Work): Promise<BackupInfo | null> {
    return this.use(async (files) => {
      tidy(files);
      const list = listOf(files);
      for (const { name, verified, damaged } of list) if (!verified && !damaged) await this.verified(files, name, work);
      const newest = list[0];
      const daily = list.find(({ kind }) => kind === "daily");
      const due = !daily || this.deps.now() - daily.at >= DAY_MS;
      const isChanged = !newest || newest.damaged || stampOf(files, newest.name)?.change !== newestChange(this.deps.source.db);
      if (!due || !isChanged) return null;
      return this.verified(files, await this.write(files, "daily", work), work);
    });
  }

  /** A copy in the folder without reading it whole; that follows later (`automatic`). */
  keep(kind: BackupKind, work: Work): Promise<string> {
    return this.use((files) => this.write(files, kind, work));
  }

  /** Newest first. */
  list(): Promise<BackupInfo[]> {
    return this.use(async (files) => {
      tidy(files);
      return listOf(files);
    });
  }

  remove(name: string): Promise<void> {
    return this.use(async (files) => files.remove(existing(files, name)));
  }

  verify(name: string, work: Work): Promise<Checked> {
    return this.use(async (files) => {
      work.progress({ phase: "Reading it whole", done: 0, total: 0 });
      return files.check(existing(files, name), work.signal);
    });
  }

  /** Hands the bytes of a kept backup out piece by piece. */
  read(name: string, work: Work, take: (piece: Uint8Array<ArrayBuffer>) => void): Promise<void> {
    return this.use((files) => handOver(files, existing(files, name), work, take));
  }

  /** Hands the workspace out as one SQLite file, without keeping it. */
  readWorkspace(work: Work, take: (piece: Uint8Array<ArrayBuffer>) => void): Promise<void> {
    return this.use(async (files) => {
      tidy(files);
      try {
        await this.copyTo(files, PASSING, "manual", work);
        await handOver(files, PASSING, work, take);
      } finally {
        files.remove(PASSING);
      }
    });
  }

  /** Reads it whole and tells what a restore would bring; nothing is changed. */
  inspect(source: BackupSource, work: Work): Promise<Inspection> {
    return this.use(async (files) => {
      try {
        const { name, size } = await bringIn({ ...this.deps, ensureRoom: (bytes) => this.ensureRoom(bytes) }, files, source, work);
        work.progress({ phase: "Reading it whole", done: 0, total: 0 });
        const checked = await files.check(name, work.signal);
        return { ...checked, at: checked.stamp?.at ?? null, size, now: countsOf(this.deps.source.db) };
      } finally {
        files.remove(PASSING);
      }
    });
  }

  /** Puts the backup in the place of the workspace. It is so when this resolves; the tabs then open it anew. */
  restore(source: BackupSource, id: string | undefined, work: Work): Promise<{ safety: string | null }> {
    const { files: workspace, source: present, events, precise } = this.deps;
    if (!workspace) throw inMemory();
    return this.use(async (files) => {
      if (id !== undefined && isDone(present.db, id)) return { safety: null };
      try {
        const { name, size } = await bringIn({ ...this.deps, ensureRoom: (bytes) => this.ensureRoom(bytes) }, files, source, work);
        work.progress({ phase: "Reading it whole", done: 0, total: 0 });
        const checked = await files.check(name, work.signal);
        if (checked.problem) throw new Refusal(checked.problem.type, checked.problem.message);
        await this.ensureRoom(size + this.size());
        const safety = `restore-${this.deps.now()}.sqlite`;
        const steps = {
          copy: () => copyButLast(present, files, safety, work, precise),
          stamp: () => this.stamp("restore"),
          onSwitched: this.deps.onSwitched,
          carryOver: this.deps.carryOver,
        };
        await restoreInto({ workspace, files, from: name, safety, id, present: present.db, now: this.deps.now, precise, work, ...steps });
        events.note("storage", "A backup was restored", { bytes: size, pending: checked.pending });
        for (const old of outdated(listOf(files))) files.remove(old);
        return { safety };
      } finally {
        files.remove(PASSING);
      }
    });
  }

  /** Encrypts a file that is handed over. */
  seal(content: SealedContent, passphrase: string, file: BlobLike, work: Work): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    return seal(this.deps, content, passphrase, told(slices(file), "Encrypting", file.size, work));
  }

  unseal(file: BlobLike, passphrase: string): Promise<Opened> {
    return unseal(this.deps, file, passphrase);
  }

  /** A device that fills up, or gives way, in the middle is an expected failure: what was begun is let go, and it is said. */
  private async use<T>(work: (files: OpenFolder) => Promise<T>): Promise<T> {
    try {
      return await this.deps.folder.use(work);
    } catch (error) {
      if (isDeviceFull(error)) throw noRoom();
      throw error;
    }
  }

  private size(): number {
    const { db } = this.deps.source;
    return db.value<number>("PRAGMA page_count")! * db.value<number>("PRAGMA page_size")!;
  }

  private async ensureRoom(bytes: number): Promise<void> {
    const room = await this.deps.room();
    if (room !== undefined && room < bytes + SPARE_BYTES) throw noRoom();
  }

  private stamp(kind: BackupKind): Stamp {
    const { now, appVersion, source } = this.deps;
    return { kind, at: now(), app_version: appVersion, change: newestChange(source.db), verified_at: null };
  }

  private async write(files: OpenFolder, kind: BackupKind, work: Work): Promise<string> {
    tidy(files);
    const name = `${kind}-${this.deps.now()}.sqlite`;
    await this.copyTo(files, name, kind, work);
    return name;
  }

  private async copyTo(files: OpenFolder, name: string, kind: BackupKind, work: Work): Promise<void> {
    await this.ensureRoom(this.size());
    let copy: NearlyCopied | undefined;
    try {
      copy = await copyButLast(this.deps.source, files, name, work, this.deps.precise);
      const stamp = this.stamp(kind);
      copy.finish();
      standAlone(copy.target);
      writeStamp(copy.target, stamp);
      copy.target.close();
    } catch (error) {
      copy?.target.close();
      files.remove(name);
      throw error;
    } finally {
      copy?.end();
    }
  }

  private async verified(files: OpenFolder, name: string, work: Work): Promise<BackupInfo> {
    work.progress({ phase: "Reading it whole", done: 0, total: 0 });
    const { problem } = await files.check(name, work.signal);
    const list = listOf(files);
    const info = list.find((backup) => backup.name === name)!;
    this.deps.events.note("storage", problem ? "A backup is not in order" : "A backup was made", { kind: info.kind, bytes: info.size });
    if (problem) {
      files.remove(name);
      throw new Refusal(
        "BackupFailed",
        `The backup that was just written could not be read, so it was not kept. Your workspace was not touched; try again. (${problem.message})`,
      );
    }
    for (const old of outdated(list)) files.remove(old);
    return info;
  }
}

const IOERR = 10;
const FULL = 13;
/** The file system of the pool says of a full device only that it could not write. */
const isDeviceFull = (error: unknown): boolean =>
  (error instanceof SqlError && (error.code === IOERR || error.code === FULL)) || (error as Error).name === "QuotaExceededError";

const isDone = (db: Database, id: string): boolean => db.value<string>(STAMP_SQL.read, ["restored"]) === JSON.stringify(id);

async function* told(pieces: AsyncIterable<Uint8Array<ArrayBuffer>>, phase: string, total: number, work: Work) {
  let done = 0;
  for await (const piece of pieces) {
    yield piece;
    done += piece.length;
    work.progress({ phase, done, total });
    await work.pause();
  }
}

const noRoom = () =>
  new Refusal(
    "StorageFull",
    "This device has not enough room for another copy of the workspace. Nothing was changed; delete old backups or free some space, then try again.",
  );
const inMemory = () =>
  new Refusal(
    "Unavailable",
    "Nothing is kept in this window, so there is no place to restore a backup to. Open Atelier in a window that keeps files.",
  );
