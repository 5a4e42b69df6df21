import { readFileSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { type BenchOptions, serve } from "../main.ts";
import { withSection } from "../sections.ts";
import { type InteractionMeasured, measureInteraction } from "./measure.ts";
import { INTERACTION_HEAD, interactionSection } from "./report.ts";

export interface InteractionOptions extends BenchOptions {
  readonly minutes: number;
  /** Notes opened one after another. */
  readonly opens: number;
}

/** A sitting at each size; replaces its section of the report. */
export async function benchInteraction({ root, sizes, port, out, minutes, opens }: InteractionOptions): Promise<void> {
  const server = await serve(root, port);
  const done: InteractionMeasured[] = [];
  try {
    for (const size of sizes) {
      console.log(`${size.toLocaleString("en")} notes, ${minutes} minutes …`);
      const measured = await measureInteraction(`http://localhost:${port}/`, size, minutes, opens);
      done.push(measured);
      const about = `on ${new Date().toISOString().slice(0, 10)}, Chromium ${measured.version}, load average ${loadavg()[1]!.toFixed(1)}`;
      const section = interactionSection(done, about);
      if (out) writeFileSync(out, withSection(readFileSync(out, "utf8"), INTERACTION_HEAD, section));
      else console.log(section);
    }
  } finally {
    server.kill("SIGTERM");
  }
}
