import { test } from "vitest";
import { Simulation } from "./world.ts";
test("try", { timeout: 600_000 }, async () => {
  const [from, to] = (process.env["TRY"] ?? "1-50").split("-").map(Number) as [number, number];
  const start = performance.now();
  let bad = 0;
  for (let seed = from; seed <= to; seed++) {
    const sim = new Simulation(seed, process.env["MUT"] as never);
    const { problems, faults } = await sim.run();
    if (problems.length > 0 && ++bad <= 12) {
      console.log(
        seed,
        JSON.stringify(faults),
        problems.length,
        "\n  " +
          problems
            .slice(0, process.env["MANY"] ? 40 : 3)
            .map((p) => p.slice(0, process.env["MANY"] ? 3000 : 300))
            .join("\n  "),
      );
      if (!process.env["MANY"]) continue;
      console.log(
        "   ",
        sim.log.at(-1),
        process.env["GREP"]
          ? sim.log
              .slice(0, -1)
              .filter((l) => l.includes(process.env["GREP"]!))
              .map((l) => "\n" + l)
              .join("")
          : "",
      );
    }
  }
  console.log(`${bad} bad of ${to - from + 1}, ${Math.round(performance.now() - start)} ms`);
});
