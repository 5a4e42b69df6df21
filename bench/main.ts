import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { dataModules } from "../src/content/index.data.ts";
import { openMemory } from "../src/db/drivers/memory.ts";
import { measureInBrowser } from "./browser.ts";
import { measureNative } from "./native.ts";
import { INTERACTION_HEAD } from "./interaction/report.ts";
import { BACKUP_HEAD } from "./backup-report.ts";
import { GRAPH_HEAD } from "./graph-report.ts";
import { PEERS_HEAD } from "./peers/report.ts";
import { PLANNER_HEAD } from "./planner-report.ts";
import { report, type SizeReport } from "./report.ts";
import { SYNC_HEAD } from "./sync/report.ts";
import { sectionOf, withSection } from "./sections.ts";

export interface BenchOptions {
  readonly root: string;
  readonly sizes: readonly number[];
  readonly port: number;
  /** Where the report goes; it is printed too. */
  readonly out: string | null;
}

/** Measures the built app in a real browser, and native SQLite beside it, size by size. */
export async function bench({ root, sizes, port, out }: BenchOptions): Promise<void> {
  const server = await serve(root, port);
  const folder = mkdtempSync(join(tmpdir(), "atelier-native-"));
  try {
    const done: SizeReport[] = [];
    let versions = { chromium: "", native: "" };
    for (const size of sizes) {
      console.log(`${size.toLocaleString("en")} notes: native …`);
      const native = measureNative(join(folder, "native.sqlite"), size, dataModules);
      console.log(`${size.toLocaleString("en")} notes: browser …`);
      const browser = await measureInBrowser(`http://localhost:${port}/`, size);
      done.push({ size, native, browser });
      versions = { chromium: browser.version, native: native.version };
      const text = report(done, {
        ...versions,
        date: new Date().toISOString().slice(0, 10),
        wasm: await wasmVersion(),
        node: process.versions.node,
        machine: `${cpus().length} cores, load average ${loadavg()[1]!.toFixed(1)}`,
      });
      if (out) writeFileSync(out, withKept(text, out));
      else console.log(text);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
    server.kill("SIGTERM");
  }
}

/** What other parts of the harness measured stays until they measure again. */
function withKept(text: string, out: string): string {
  const old = existsSync(out) ? readFileSync(out, "utf8") : "";
  return [GRAPH_HEAD, BACKUP_HEAD, PEERS_HEAD, INTERACTION_HEAD, PLANNER_HEAD, SYNC_HEAD].reduce((whole, head) => {
    const section = sectionOf(old, head);
    return section === null ? whole : withSection(whole, head, section);
  }, text);
}

async function wasmVersion(): Promise<string> {
  const db = await openMemory();
  const version = db.value<string>("SELECT sqlite_version()")!;
  db.close();
  return version;
}

export function serve(root: string, port: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(root, "dist/server/main.js")], {
    env: { ...process.env, PORT: String(port) },
    stdio: ["ignore", "pipe", "inherit"],
  });
  return new Promise((resolve, reject) => {
    child.stdout.once("data", () => resolve(child));
    child.once("exit", (code) => reject(new Error(`The server ended with ${code}.`)));
  });
}
