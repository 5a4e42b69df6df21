import { describe, expect, test } from "vitest";
import type { Mutant } from "./server.ts";
import { Simulation } from "./world.ts";

/** SIM_SEEDS: how many; SIM_SEED: one, again. */
const SEEDS = Number(process.env["SIM_SEEDS"] ?? 300);
const ONE = process.env["SIM_SEED"];
const PART = 50;
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

const MUTANTS: readonly Mutant[] = [
  "no-context",
  "no-dedupe",
  "cut-pages",
  "no-tags",
  "no-lock",
  "refused-not-counted",
  "cursor-first",
  "pending-overwritten",
];

describe("the simulation finds each fault that is planted", () => {
  test.each(MUTANTS)("%s", { timeout: 120_000 }, async (mutant) => {
    for (let seed = 1; seed <= 300; seed++) if ((await new Simulation(seed, mutant).run()).problems.length > 0) return;
    expect.unreachable("not found in 300 seeds");
  });
});
