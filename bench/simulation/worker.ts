import { parentPort, workerData } from "node:worker_threads";
import { type Outcome, Simulation } from "./world.ts";

/** Which worlds one worker runs: every `step`-th seed. */
export interface Share {
  readonly from: number;
  readonly to: number;
  readonly step: number;
  readonly lapses: number;
  /** No seed is begun after this moment, as milliseconds of `Date.now`. */
  readonly until: number;
  readonly logs: boolean;
}
export type Ran = Outcome & { readonly log: readonly string[] };

const { from, to, step, lapses, until, logs } = workerData as Share;
for (let seed = from; seed <= to && Date.now() < until; seed += step) {
  const simulation = new Simulation(seed, { lapses, logs });
  parentPort!.postMessage({ ...(await simulation.run()), log: simulation.log } satisfies Ran);
}
