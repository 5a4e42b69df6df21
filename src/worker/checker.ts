import { Refusal } from "../base/result.ts";
import type { Checked } from "../db/backup/check.ts";
import { checkInPool } from "../db/drivers/backup-folder.ts";
import type { PoolDeps } from "../db/drivers/pool.ts";
import type { Sequence } from "../db/migrate.ts";

/** A worker whose name ends with this, of the same script, reads one backup whole and ends (BR3): nobody waits for it. */
const CHECKER = "/checker";

/** What a worker is for: its name is that of the workspace (SU14). */
export function readName(name: string): { readonly workspace: string; readonly checks: boolean } {
  const checks = name.endsWith(CHECKER);
  return { workspace: checks ? name.slice(0, -CHECKER.length) : name, checks };
}

/** Sent by the checker: what it found, or why it could not look. */
type Report = { readonly checked: Checked } | { readonly failed: string };

export const reportOn = (deps: PoolDeps, name: string, sequences: readonly Sequence[]): Promise<Report> =>
  checkInPool(deps, name, sequences).then(
    (checked) => ({ checked }),
    (error: unknown) => ({ failed: String(error) }),
  );

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

/** Has a backup read whole by a worker of its own. Ends it at once when `isCancelled` says so. */
export function checkElsewhere(
  script: string,
  workspace: string,
): (name: string, signal: { readonly aborted: boolean }) => Promise<Checked> {
  return async (name, signal) => {
    trustOwnScript(script);
    const worker = new Worker(script, { type: "module", name: workspace + CHECKER });
    let look: ReturnType<typeof setInterval> | undefined;
    try {
      return await new Promise<Checked>((resolve, reject) => {
        worker.onmessage = ({ data }: MessageEvent<Report>) => ("checked" in data ? resolve(data.checked) : reject(new Error(data.failed)));
        worker.onerror = (event) => reject(new Error(`The check could not run: ${event.message}`));
        worker.postMessage(name);
        look = setInterval(() => signal.aborted && reject(new Refusal("Cancelled", "It was cancelled.")), LOOK_MS);
      });
    } finally {
      clearInterval(look);
      worker.terminate();
    }
  };
}
