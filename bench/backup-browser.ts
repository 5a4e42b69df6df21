import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importNotes, launch, open } from "./browser.ts";

/** `window.atelier` as it is used here, and what one measurement leaves for the next. */
interface Door {
  query(name: string, args: unknown): Promise<unknown>;
  mutate(commands: readonly { name: string; args: unknown }[]): Promise<{ ok: boolean }[]>;
  task(name: string, args: unknown): Promise<unknown>;
  sql(text: string): Promise<Record<string, number>[]>;
}
interface Shared {
  atelier: Door;
  sealed?: Blob;
  kept?: string;
}

/** One piece of work, and what those had to wait for who used the workspace meanwhile; all in milliseconds. */
export interface Work {
  readonly label: string;
  readonly took: number;
  /** The longest time that the page did not answer. */
  readonly stall: number;
  readonly queries: readonly number[];
  readonly writes: readonly number[];
}

export interface MeasuredBackups {
  readonly version: string;
  readonly notes: number;
  readonly bytes: number;
  readonly works: readonly Work[];
}

const PASSPHRASE = "eight words are better than one";

/** In the order in which they are run; the restores come last. */
const WORKS = [
  { label: "nothing beside (for comparison)", task: "wait", args: {} },
  { label: "backup, read whole (`backup.keep`)", task: "backup.keep", args: {} },
  { label: "download (`backup.create`)", task: "backup.create", args: {} },
  { label: "download, encrypted", task: "backup.create", args: { passphrase: PASSPHRASE } },
  { label: "looking into a kept backup (`backup.inspect`)", task: "backup.inspect", args: {} },
  { label: "restore of a kept backup (`backup.restore`)", task: "backup.restore", args: {} },
  { label: "restore of the encrypted file", task: "backup.restore", args: { passphrase: PASSPHRASE } },
] as const;

export async function measureBackups(url: string, notes: number): Promise<MeasuredBackups> {
  const profile = mkdtempSync(join(tmpdir(), "atelier-bench-backup-"));
  const context = await launch(profile);
  try {
    const page = await open(context, url);
    await importNotes(page, profile, notes);
    const works: Work[] = [];
    for (const { label, task, args } of WORKS) works.push({ label, ...(await page.evaluate(workInPage, { task, args })) });
    return { version: context.browser()!.version(), notes, bytes: await page.evaluate(bytesInPage), works };
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/* Functions that run in the page: each is sent there as text. */

async function bytesInPage(): Promise<number> {
  const { atelier } = globalThis as unknown as Shared;
  const [row] = await atelier.sql("SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size");
  return row!["bytes"]!;
}

/** Does the work while lists are read and notes are written as fast as they are answered. */
async function workInPage({ task, args }: { task: string; args: { passphrase?: string } }): Promise<Omit<Work, "label">> {
  const shared = globalThis as unknown as Shared;
  const { atelier } = shared;
  const given: Record<string, unknown> = { ...args };
  if (task === "backup.inspect" || task === "backup.restore") {
    if (args.passphrase) given["bytes"] = shared.sealed;
    else given["name"] = shared.kept;
  }
  const queries: number[] = [];
  const writes: number[] = [];
  let ended = false;
  const timed = async (samples: number[], ask: () => Promise<unknown>) => {
    while (!ended) {
      const start = performance.now();
      await ask();
      samples.push(performance.now() - start);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  let stall = 0;
  let last = performance.now();
  const beat = setInterval(() => {
    stall = Math.max(stall, performance.now() - last - 10);
    last = performance.now();
  }, 10);
  let n = 0;
  const beside = [
    timed(queries, () => atelier.query("node.list", { limit: 50 })),
    timed(writes, () => atelier.mutate([{ name: "note.create", args: { name: `Beside ${task} ${n++}` } }])),
  ];
  const start = performance.now();
  const answer =
    task === "wait" ? await new Promise((resolve) => setTimeout(resolve, 3000)) : ((await atelier.task(task, given)) as object | undefined);
  // What is asked at the end of a restore is answered by the workspace that was restored.
  if (task === "backup.restore") await atelier.query("node.list", { limit: 1 });
  const took = performance.now() - start;
  ended = true;
  await Promise.all(beside);
  clearInterval(beat);
  const { name, blob } = (answer ?? {}) as { name?: string; blob?: Blob };
  if (task === "backup.keep") shared.kept = name!;
  if (args.passphrase && blob) shared.sealed = blob;
  return { took, stall, queries, writes };
}
