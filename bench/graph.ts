import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { dataModules } from "../src/content/index.data.ts";
import { measureGraphInBrowser } from "./graph-browser.ts";
import { measureGraphNative } from "./graph-native.ts";
import { GRAPH_HEAD, type GraphReport, graphSection } from "./graph-report.ts";
import { type BenchOptions, serve } from "./main.ts";
import { withSection } from "./sections.ts";

/** Measures the graph in a real browser and natively, and replaces its section of the report. */
export async function benchGraph({ root, sizes, port, out }: BenchOptions): Promise<void> {
  const server = await serve(root, port);
  const folder = mkdtempSync(join(tmpdir(), "atelier-native-graph-"));
  try {
    const done: GraphReport[] = [];
    for (const size of sizes) {
      console.log(`${size.toLocaleString("en")} nodes with edges: native …`);
      const native = await measureGraphNative(join(folder, "graph.sqlite"), size, dataModules);
      console.log(`${size.toLocaleString("en")} nodes with edges: browser …`);
      const browser = await measureGraphInBrowser(`http://localhost:${port}/`, size);
      done.push({ size, native, browser });
      const about = `on ${new Date().toISOString().slice(0, 10)}, Chromium ${browser.version}, load average ${loadavg()[1]!.toFixed(1)}`;
      const section = graphSection(done, about);
      if (out) writeFileSync(out, withSection(readFileSync(out, "utf8"), GRAPH_HEAD, section));
      else console.log(section);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
    server.kill("SIGTERM");
  }
}
