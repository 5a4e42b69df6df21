import { describe, expect, test } from "vitest";
import type { Mutant } from "./server.ts";
import { Simulation } from "./world.ts";

/** SIM_SEEDS: how many; SIM_SEED: one, again. */
const SEEDS = Number(process.env["SIM_SEEDS"] ?? (process.env["CI"] ? 250 : 30));
const ONE = process.env["SIM_SEED"];
const PART = 15;
const seeds = ONE === undefined ? Array.from({ length: SEEDS }, (_, i) => i + 1) : [Number(ONE)];
const parts = Array.from({ length: Math.ceil(seeds.length / PART) }, (_, i) => seeds.slice(i * PART, (i + 1) * PART));

describe("CL4–CL11, PR1–PR7: clients and server in a world of faults come to rest, alike, with nothing lost", () => {
  test.each(parts.map((part) => [part[0]!, part.at(-1)!, part] as const))(
    "seeds %i to %i",
    { timeout: 120_000 },
    async (_from, _to, part) => {
      for (const seed of part) {
        const { problems } = await new Simulation(seed).run();
        expect({ seed, problems }).toEqual({ seed, problems: [] });
      }
    },
  );
});

/** Each with a seed from which it is found soon. */
const MUTANTS: readonly (readonly [Mutant, number])[] = [
  ["no-context", 2],
  ["no-dedupe", 1],
  ["cut-pages", 2],
  ["no-tags", 1],
  ["no-lock", 3],
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
