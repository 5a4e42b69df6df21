import type { Clock } from "../../base/time.ts";
import { configure } from "../pragmas.ts";
import type { Database } from "../sqlite.ts";
import type { OpenFolder } from "./backup-folder.ts";
import { carryFile, type NearlyCopied } from "./carry.ts";
import { removeStamp, STAMP_SQL, standAlone, type Stamp, writeStamp } from "./stamp.ts";
import type { Precise, Work } from "./work.ts";
import type { WorkspaceFiles } from "./workspace-files.ts";

interface RestoreDeps {
  readonly workspace: WorkspaceFiles;
  readonly files: OpenFolder;
  /** A checked file of the folder. */
  readonly from: string;
  /** Name of the copy of the present workspace. */
  readonly safety: string;
  /** Of this restore: asked for again, it is not done twice. */
  readonly id: string | undefined;
  readonly present: Database;
  readonly now: Clock;
  readonly precise: Precise;
  readonly work: Work;
  copy(): Promise<NearlyCopied>;
  stamp(): Stamp;
  onSwitched(): void;
  carryOver(present: Database, restored: Database): void;
}

/**
 * The way of a checked backup into the place of the workspace (F11, BR6). Until `commit` the workspace is the old file,
 * after it the new one; both are whole at any moment, and the old one stays until the new one has been opened (failure 29).
 */
export async function restoreInto(deps: RestoreDeps): Promise<void> {
  const { workspace, files, safety, work } = deps;
  const name = await writeNew(deps);
  let copy: NearlyCopied | undefined;
  let isCommitting = false;
  try {
    copy = await deps.copy();
    const { target } = copy;
    const switching = await workspace.prepareSwitch(name);
    try {
      work.progress({ phase: "Switching", done: 0, total: 0 });
      await work.pause();
      prepare(workspace, name, deps);
      // From here on in one turn: what was acknowledged before is in the copy, and nothing is written afterwards.
      const stamp = deps.stamp();
      copy.finish();
      standAlone(target);
      writeStamp(target, stamp);
      target.close();
      isCommitting = true;
      switching.commit();
    } finally {
      // Even if the device failed in the middle: which of the two it is shows at the next opening, and nothing may be written until then.
      if (isCommitting) deps.onSwitched();
      switching.close();
    }
  } catch (error) {
    copy?.target.close();
    if (!isCommitting) {
      files.remove(safety);
      workspace.remove(name);
    }
    throw error;
  } finally {
    copy?.end();
  }
}

/** The bytes of the backup in a new file beside the workspace, read back. */
async function writeNew({ workspace, files, from, work, precise }: RestoreDeps): Promise<string> {
  const { name, connection } = await workspace.openNew();
  const source = files.open(from);
  try {
    await carryFile(source.raw, connection.raw, work, precise);
    connection.close();
    return name;
  } catch (error) {
    connection.close();
    workspace.remove(name);
    throw error;
  } finally {
    source.close();
  }
}

/** Opens it once as a workspace is opened, and tells it where it stands in time: epochs never go back (TAB2). */
function prepare(workspace: WorkspaceFiles, name: string, { present, id, now, carryOver }: RestoreDeps): void {
  const file = workspace.reopen(name);
  try {
    configure(file);
    file.transaction(() => {
      removeStamp(file);
      const epoch = present.value<string>(STAMP_SQL.read, ["epoch"]);
      if (epoch !== undefined) file.run(STAMP_SQL.write, ["epoch", epoch]);
      carryOver(present, file);
      // Its safety copy is the newest backup of it.
      file.run(STAMP_SQL.write, ["last_backup", String(now())]);
      if (id !== undefined) file.run(STAMP_SQL.write, ["restored", JSON.stringify(id)]);
    });
  } finally {
    file.close();
  }
}
