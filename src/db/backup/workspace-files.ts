import type { Connection } from "../connection.ts";

/** The files among which a restore puts a new workspace beside the present one. */
export interface WorkspaceFiles {
  /** An empty file with a name that was never used; removed at the next start unless it becomes the workspace. */
  openNew(): Promise<{ readonly name: string; readonly connection: Connection }>;
  reopen(name: string): Connection;
  remove(name: string): void;
  /** `commit` makes `name` the workspace from the next opening on, at once and durably (failure 29). */
  prepareSwitch(name: string): Promise<{ commit(): void; close(): void }>;
}
