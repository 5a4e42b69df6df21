import type { CreateCapture } from "./capture.ts";
import { openMemory, openMemoryFile } from "./drivers/memory.ts";
import type { Engine, IndexNodes } from "./engine.ts";
import type { DataModule } from "./module.ts";
import { openEngine } from "./open.ts";
import { indexNodes } from "./search/index-nodes.ts";

/** A fixed time, so that tests own it: 2026-01-01T00:00:00Z. */
export const TEST_TIME = 1_767_225_600_000;

export interface TestEngineOptions {
  /** Opens (again) a file of SQLite's in-memory file system; without it, a fresh `:memory:` database. */
  readonly file?: string;
  readonly index?: IndexNodes;
  readonly capture?: CreateCapture;
}

/** A migrated database in memory with the given modules' tables; for tests below the host. See `openTestWorkspace` in src/worker/testing.ts for whole commands. */
export async function openTestEngine(
  modules: readonly DataModule[],
  { file, index = indexNodes, capture }: TestEngineOptions = {},
): Promise<Engine> {
  const connection = file === undefined ? await openMemory() : (await openMemoryFile(file)).db;
  return openEngine({ connection, modules, indexNodes: index, now: () => TEST_TIME, capture });
}
