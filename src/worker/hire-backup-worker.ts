import * as Comlink from "comlink";
import { Refusal } from "../base/result.ts";
import type { Elsewhere } from "../db/drivers/backup-folder.ts";
import { SqlError } from "../db/sqlite.ts";
import { type Answer, type BackupWorker, backupWorkerName } from "./backup-worker.ts";

interface Trusted {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown;
}

/** Workers have a policy of their own for what may become a script: here, only this very script. */
let isTrusted = false;
function trustOwnScript(script: string): void {
  if (isTrusted) return;
  isTrusted = true;
  (globalThis as { trustedTypes?: Trusted }).trustedTypes?.createPolicy("default", {
    createScriptURL(url) {
      if (url !== script) throw new TypeError(`Not this script: ${url}`);
      return url;
    },
  });
}

const LOOK_MS = 50;
/** Pieces on their way: the device is kept busy, and they are not all in memory. */
const AHEAD = 4;

/** A worker for one piece of work with backups, begun when it is first needed. It ends at once when that is cancelled. */
export function hireBackupWorker(script: string, workspace: string): Elsewhere {
  let hired: { readonly worker: Worker; readonly remote: Comlink.Remote<BackupWorker>; readonly failed: Promise<never> } | null = null;
  const hire = () => {
    if (hired) return hired;
    trustOwnScript(script);
    const worker = new Worker(script, { type: "module", name: backupWorkerName(workspace) });
    const failed = new Promise<never>((_, reject) => {
      worker.onerror = (event) => reject(new Error(`The worker for backups could not run: ${event.message}`));
    });
    failed.catch(() => undefined);
    return (hired = { worker, remote: Comlink.wrap<BackupWorker>(worker), failed });
  };
  const dismiss = () => {
    hired?.worker.terminate();
    hired = null;
  };
  const ask = async <T>(work: (remote: Comlink.Remote<BackupWorker>) => Promise<Answer<T>>): Promise<T> => {
    const { remote, failed } = hire();
    return valueOf(await Promise.race([work(remote), failed]));
  };
  /** A worker that was interrupted is of no more use. */
  const orDismiss = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      dismiss();
      throw error;
    }
  };
  return {
    dismiss,
    check: (name, signal) =>
      orDismiss(() =>
        unlessCancelled(
          ask((remote) => remote.check(name)),
          signal,
        ),
      ),
    fill: (name, pieces, work) =>
      orDismiss(async () => {
        await ask((remote) => remote.begin(name));
        const waiting: Promise<void>[] = [];
        for (const piece of pieces) {
          const buffers = [...new Set(piece.map(({ bytes }) => bytes.buffer))];
          const written = ask((remote) => remote.write(Comlink.transfer(piece as never, buffers)));
          // It is heard below, in its turn.
          written.catch(() => undefined);
          waiting.push(written);
          if (waiting.length >= AHEAD) await waiting.shift();
          work.progress({ phase: "", done: 0, total: 0 });
          await work.pause();
        }
        await Promise.all(waiting);
        await ask((remote) => remote.end());
      }),
  };
}

function valueOf<T>(answer: Answer<T>): T {
  if ("refused" in answer) throw new Refusal(answer.refused.type, answer.refused.message);
  if ("sql" in answer) throw new SqlError(answer.sql.message, answer.sql.code, "in the worker for backups");
  return answer.value;
}

async function unlessCancelled<T>(work: Promise<T>, signal: { readonly aborted: boolean }): Promise<T> {
  let look: ReturnType<typeof setInterval> | undefined;
  const cancelled = new Promise<never>((_, reject) => {
    look = setInterval(() => signal.aborted && reject(new Refusal("Cancelled", "It was cancelled.")), LOOK_MS);
  });
  try {
    return await Promise.race([work, cancelled]);
  } finally {
    clearInterval(look);
  }
}
