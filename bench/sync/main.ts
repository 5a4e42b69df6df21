import { randomFillSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { Metrics } from "../../server/http/metrics.ts";
import { openPglite } from "../../server/store/pglite.ts";
import { openPostgres } from "../../server/store/postgres.ts";
import type { Store } from "../../server/store/store.ts";
import { startPostgres } from "../../server/testing/postgres.ts";
import { World } from "../../server/testing/world.ts";
import { withSection } from "../sections.ts";
import { measureFirst } from "./first.ts";
import { measureRates } from "./rates.ts";
import { type StoreFigures, SYNC_HEAD, syncSection } from "./report.ts";

const CHANGES = 100;

interface SyncBenchOptions {
  readonly out: string | null;
  /** How long each kind of push is repeated. */
  readonly seconds: number;
  readonly rows: number;
}

/** Pushes a second, the first sync in both directions, latency and bytes, on both databases; replaces their section of the report. */
export async function benchSync({ out, seconds, rows }: SyncBenchOptions): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "atelier-bench-"));
  const load = loadavg()[0]!;
  const pglite = await measure("PGlite", await openPglite(folder), seconds, rows);
  rmSync(folder, { recursive: true });
  const server = await startPostgres("on");
  const postgres = await measure("PostgreSQL", await openPostgres(server.url, console.error), seconds, rows);
  await server.stop();
  const about = `on ${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${cpus().length} cores, load average before it ${load.toFixed(1)}`;
  const section = syncSection([pglite, postgres], about);
  if (out) writeFileSync(out, withSection(readFileSync(out, "utf8"), SYNC_HEAD, section));
  else console.log(section);
}

async function measure(name: string, store: Store, seconds: number, rows: number): Promise<StoreFigures> {
  const clock = () => Date.now();
  const world = new World(store, { clock, metrics: new Metrics(clock), random: (bytes) => randomFillSync(bytes) });
  world.now = clock();
  console.log(`${name}: pushes …`);
  const rates = await measureRates(world, seconds);
  console.log(`${name}: first sync of ${rows.toLocaleString("en")} rows …`);
  const { first, one } = await measureFirst(world, rows, CHANGES);
  await store.close();
  return { store: name, rates, first, one, megabytes: process.memoryUsage().rss / 1e6 };
}
