import { Refusal } from "../base/result.ts";
import type { Clock } from "../base/time.ts";
import type { CreateCapture } from "./capture.ts";
import type { Connection } from "./connection.ts";
import { Engine, type IndexNodes } from "./engine.ts";
import { migrate, pendingMigrations, type Sequence, schemaVersion, sequencesOf } from "./migrate.ts";
import type { DataModule } from "./module.ts";
import { SqlError } from "./sqlite.ts";

export interface OpenDeps {
  readonly connection: Connection;
  readonly modules: readonly DataModule[];
  readonly indexNodes: IndexNodes;
  readonly now: Clock;
  readonly capture?: CreateCapture | undefined;
  /** Hears of a finished upgrade: numbers of migrations before and after. */
  readonly onMigrated?: (from: number, to: number) => void;
}

/**
 * Brings the schema up to date and wraps the connection. Throws `Refusal` with type `NewerDatabase` or
 * `ChangedMigration` before anything is changed (DB5–DB7); the caller closes the connection then.
 */
export function openEngine({ connection, modules, indexNodes, now, capture, onMigrated }: OpenDeps): Engine {
  const sequences = sequencesOf(modules);
  const version = connection.value<number>("PRAGMA user_version") ?? 0;
  const pending = pendingMigrations(connection, sequences);
  if (pending.length > 0) {
    bringUpToDate(connection, sequences, now());
    onMigrated?.(version, schemaVersion(sequences));
  }
  return new Engine({ connection, modules, indexNodes, capture });
}

/**
 * Is there something in it that a migration would change? Then it is kept as it is first (DB6). Throws like `openEngine`
 * if it must not be opened at all.
 */
export function needsUpgrade(connection: Connection, modules: readonly DataModule[]): boolean {
  const isNew = (connection.value<number>("PRAGMA user_version") ?? 0) === 0;
  return pendingMigrations(connection, sequencesOf(modules)).length > 0 && !isNew;
}

const IOERR = 10;
const FULL = 13;

/** All of it or nothing; why it could not be done is a sentence for the person (failures 10, 28). */
function bringUpToDate(connection: Connection, sequences: readonly Sequence[], at: number): void {
  try {
    migrate(connection, sequences, at);
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    throw error.code === IOERR || error.code === FULL ? noRoom() : failed(error);
  }
}

const noRoom = () =>
  new Refusal(
    "StorageFull",
    "This device has no room left to bring your workspace up to date for this version of Atelier. Nothing was changed; free some space on the device, then reload.",
  );

const failed = (error: SqlError) =>
  new Refusal(
    "MigrationFailed",
    `This version of Atelier could not bring your workspace up to date, so it was not opened and nothing in it was changed. The version before still opens it. Reload the page; if that does not help, this says why: ${error.message}`,
  );
