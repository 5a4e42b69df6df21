import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Mutant } from "./server.ts";
import { spread } from "./spread.ts";
import { Simulation } from "./world.ts";

/** SIM_SEEDS: how many; SIM_SEED: one, again. */
const ONE = process.env["SIM_SEED"];
const SEEDS = ONE === undefined ? Number(process.env["SIM_SEEDS"] ?? (process.env["CI"] ? 1000 : 30)) : 1;
const ROOT = join(import.meta.dirname, "../..");

test(
  `CL4–CL11, PR1–PR7: clients and server in ${SEEDS} worlds of faults come to rest, alike, with nothing lost`,
  { timeout: 600_000 },
  async () => {
    const failed: object[] = [];
    let done = 0;
    await spread(ROOT, { seeds: SEEDS, from: Number(ONE ?? 1), lapses: 0, until: Infinity, logs: false }, ({ seed, problems }) => {
      done++;
      if (problems.length > 0) failed.push({ seed, problems });
    });
    expect({ done, failed }).toEqual({ done: SEEDS, failed: [] });
  },
);

/** Each with a seed from which it is found soon. */
const MUTANTS: readonly (readonly [Mutant, number])[] = [
  ["no-context", 2],
  ["no-dedupe", 1],
  ["cut-pages", 2],
  ["no-tags", 1],
  ["no-lock", 3],
  ["offered-last", 840],
  ["refused-not-counted", 15],
  ["cursor-first", 1],
  ["pending-overwritten", 11],
];

describe("the simulation finds each fault that is planted", () => {
  test.each(MUTANTS)("%s", { timeout: 120_000 }, async (mutant, from) => {
    // What is read of a server that went back is told by the number of the last operation and by the digest too, what is written is not.
    const options = mutant === "no-tags" ? { lapses: 0.05 } : {};
    const problems = async (seed: number, fault?: Mutant) =>
      (await new Simulation(seed, { ...options, ...(fault && { mutant: fault }) }).run()).problems.length;
    for (let seed = from; seed < from + 40; seed++) if ((await problems(seed, mutant)) > 0 && (await problems(seed)) === 0) return;
    expect.unreachable("not found in 40 seeds");
  });
});
