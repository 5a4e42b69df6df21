import type { Read } from "./workload.ts";

/** `window.atelier` as the harness uses it. */
interface Door {
  ready: Promise<void>;
  query(name: string, args: unknown): Promise<unknown>;
  mutate(commands: readonly { name: string; args: unknown }[]): Promise<{ ok: boolean; error?: { message: string } }[]>;
  task(name: string, args: unknown): Promise<unknown>;
  sql(text: string): Promise<Record<string, unknown>[]>;
}

/*
 * Functions that run in the page: each is sent there as text, so it names nothing but its arguments and `window`.
 * Times are taken in the page, around the whole way to the worker and back.
 */

export async function readInPage({
  reads,
  runs,
  warmUp,
  cursor,
}: {
  reads: readonly Read[];
  runs: number;
  warmUp: number;
  cursor: unknown;
}): Promise<number[]> {
  const { atelier } = globalThis as unknown as { atelier: Door };
  const samples: number[] = [];
  for (let i = -warmUp; i < runs; i++) {
    for (const read of reads) {
      const args = cursor === null ? read.args : { ...read.args, after: cursor };
      const start = performance.now();
      await atelier.query(read.query, args);
      if (i >= 0) samples.push(performance.now() - start);
    }
  }
  return samples;
}

export async function writeInPage({ ids, runs }: { ids: readonly string[]; runs: number }): Promise<number[]> {
  const { atelier } = globalThis as unknown as { atelier: Door };
  const samples: number[] = [];
  for (let i = 0; i < runs; i++) {
    const id = ids[i % ids.length]!;
    const { content } = (await atelier.query("node.get", { id })) as { content: string };
    const start = performance.now();
    const [outcome] = await atelier.mutate([{ name: "note.update", args: { id, content: `${content} edit ${i}` } }]);
    samples.push(performance.now() - start);
    if (!outcome!.ok) throw new Error(outcome!.error!.message);
  }
  return samples;
}

export async function touchInPage({ ids, runs }: { ids: readonly string[]; runs: number }): Promise<number[]> {
  const { atelier } = globalThis as unknown as { atelier: Door };
  const samples: number[] = [];
  for (let i = 0; i < runs; i++) {
    const args = { id: ids[i % ids.length]!, priority: 1 + (Math.floor(i / ids.length) % 2) };
    const start = performance.now();
    const [outcome] = await atelier.mutate([{ name: "node.update", args }]);
    samples.push(performance.now() - start);
    if (!outcome!.ok) throw new Error(outcome!.error!.message);
  }
  return samples;
}

/** Imports the files of an input of the page; answers how long it took and the longest time the page stood still. */
export async function importInPage(input: HTMLInputElement): Promise<{ took: number; block: number }> {
  const { atelier } = globalThis as unknown as { atelier: Door };
  const files = [...input.files!];
  let block = 0;
  let last = performance.now();
  const beat = setInterval(() => {
    block = Math.max(block, performance.now() - last - 10);
    last = performance.now();
  }, 10);
  const start = performance.now();
  await atelier.task("import.files", { files });
  clearInterval(beat);
  return { took: performance.now() - start, block };
}

/** Runs before the page's own scripts: notes when the first row of the list was painted. */
export function watchFirstRow(): void {
  const times = globalThis as unknown as { firstRow?: number };
  const look = () => {
    if (times.firstRow === undefined && document.querySelector("[role=grid] [role=row]")) {
      requestAnimationFrame(() => (times.firstRow ??= performance.now()));
    } else if (times.firstRow === undefined) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

export async function firstAnswerInPage(): Promise<number> {
  const { atelier } = globalThis as unknown as { atelier: Door };
  await atelier.query("node.list", { limit: 50 });
  return performance.now();
}
