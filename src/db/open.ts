import type { Clock } from "../base/time.ts";
import type { Connection } from "./connection.ts";
import { Engine, type IndexNodes } from "./engine.ts";
import { migrate, pendingMigrations, schemaVersion, sequencesOf } from "./migrate.ts";
import type { DataModule } from "./module.ts";

export interface OpenDeps {
  readonly connection: Connection;
  readonly modules: readonly DataModule[];
  readonly indexNodes: IndexNodes;
  readonly now: Clock;
  /** Keeps the database as it is before a migration changes it; called only if there is something in it. */
  readonly backup?: (bytes: Uint8Array<ArrayBuffer>, fromVersion: number, at: number) => void;
  /** Hears of a finished upgrade: numbers of migrations before and after. */
  readonly onMigrated?: (from: number, to: number) => void;
}

/**
 * Brings the schema up to date and wraps the connection. Throws `Refusal` with type `NewerDatabase` or
 * `ChangedMigration` before anything is changed (DB5–DB7); the caller closes the connection then.
 */
export function openEngine({ connection, modules, indexNodes, now, backup, onMigrated }: OpenDeps): Engine {
  const sequences = sequencesOf(modules);
  const version = connection.value<number>("PRAGMA user_version") ?? 0;
  const pending = pendingMigrations(connection, sequences);
  if (pending.length > 0) {
    if (version > 0) backup?.(connection.serialize(), version, now());
    migrate(connection, sequences, now());
    onMigrated?.(version, schemaVersion(sequences));
  }
  return new Engine({ connection, modules, indexNodes });
}
