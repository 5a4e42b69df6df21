import { spread } from "./spread.ts";

export interface ManyOptions {
  readonly root: string;
  readonly seeds: number;
  readonly from: number;
  readonly lapses: number;
  /** No seed is begun after so many. */
  readonly minutes: number;
  readonly logs: boolean;
}

/** Runs seed after seed and says what came of it; answers how many failed. */
export async function simulate({ root, minutes, ...options }: ManyOptions): Promise<number> {
  const start = Date.now();
  const seconds = () => Math.round((Date.now() - start) / 1000);
  const failed: number[] = [];
  const sum = { edits: 0, accepted: 0, pushes: 0, conflicts: 0 };
  const faults: Record<string, number> = {};
  let done = 0;
  await spread(root, { ...options, until: start + minutes * 60_000 }, (ran) => {
    done++;
    for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += ran[name];
    for (const [name, count] of Object.entries(ran.faults)) faults[name] = (faults[name] ?? 0) + count;
    if (ran.problems.length > 0) {
      failed.push(ran.seed);
      console.log(`seed ${ran.seed}:\n${[...ran.log, ...ran.problems].map((line) => `  ${line}`).join("\n")}`);
    }
    if (done % 1000 === 0) console.log(`${done} seeds, ${failed.length} failed, ${seconds()} s`);
  });
  const names = failed.length > 0 ? ` (${failed.toSorted((a, b) => a - b).join(", ")})` : "";
  console.log(
    `${done} seeds from ${options.from}, ${failed.length} failed${names}: ${sum.edits} edits, ${sum.pushes} pushes, ${sum.accepted} cells accepted, ${sum.conflicts} conflicts, ${JSON.stringify(faults)}, ${seconds()} s`,
  );
  return failed.length;
}
