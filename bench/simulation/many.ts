import { Simulation } from "./world.ts";

export interface ManyOptions {
  readonly seeds: number;
  readonly from: number;
  readonly lapses: number;
  /** No seed is begun after so many. */
  readonly minutes: number;
  readonly logs: boolean;
}

/** Runs seed after seed and says what came of it; answers how many failed. */
export async function simulate({ seeds, from, lapses, minutes, logs }: ManyOptions): Promise<number> {
  const start = performance.now();
  const failed: number[] = [];
  const sum = { edits: 0, accepted: 0 };
  const faults: Record<string, number> = {};
  let done = 0;
  for (let seed = from; done < seeds && performance.now() - start < minutes * 60_000; seed++) {
    const simulation = new Simulation(seed, { lapses, logs });
    const outcome = await simulation.run();
    done++;
    sum.edits += outcome.edits;
    sum.accepted += outcome.accepted;
    for (const [name, count] of Object.entries(outcome.faults)) faults[name] = (faults[name] ?? 0) + count;
    if (outcome.problems.length > 0) {
      failed.push(seed);
      console.log(`seed ${seed}:\n${[...simulation.log, ...outcome.problems].map((line) => `  ${line}`).join("\n")}`);
    }
    if (done % 1000 === 0) console.log(`${done} seeds, ${failed.length} failed, ${Math.round((performance.now() - start) / 1000)} s`);
  }
  console.log(
    `${done} seeds from ${from}, ${failed.length} failed${failed.length > 0 ? ` (${failed.join(", ")})` : ""}: ${sum.edits} edits, ${sum.accepted} cells accepted, ${JSON.stringify(faults)}, ${Math.round((performance.now() - start) / 1000)} s`,
  );
  return failed.length;
}
