import { randomFillSync } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Metrics } from "../server/http/metrics.ts";
import { openPglite } from "../server/store/pglite.ts";
import { openPostgres } from "../server/store/postgres.ts";
import type { Store } from "../server/store/store.ts";
import { startPostgres } from "../server/testing/postgres.ts";
import { type Device, World } from "../server/testing/world.ts";

const ROWS = 100_000;

/**
 * `node bench/server.mjs`: pushes a second with 1 and with 100 operations, from one client and from eight with a space each, and the
 * first pull of 100,000 rows; on both databases, on disk, without sockets.
 */
export async function benchServer(seconds: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "atelier-bench-"));
  await measure("PGlite", await openPglite(folder), seconds);
  rmSync(folder, { recursive: true });
  const postgres = await startPostgres();
  await measure("PostgreSQL", await openPostgres(postgres.url, console.error), seconds);
  await postgres.stop();
}

async function measure(name: string, store: Store, seconds: number): Promise<void> {
  const started = Date.now();
  const clock = () => Date.now();
  const world = new World(store, { clock, metrics: new Metrics(clock), random: (bytes) => randomFillSync(bytes) });
  world.now = started;
  for (const [clients, ops] of [
    [1, 1],
    [1, 100],
    [8, 1],
    [8, 100],
  ] as const) {
    const devices = await Promise.all(Array.from({ length: clients }, async () => (await world.person()).device()));
    world.now = Date.now();
    const { rate, p50, p95 } = await pushFor(devices, ops, seconds);
    console.log(
      `${name}: ${clients} client(s), ${ops} op(s) a push: ${rate.toFixed(0)} pushes/s, ${(rate * ops).toFixed(0)} ops/s, p50 ${p50} ms, p95 ${p95} ms`,
    );
  }
  const device = (await world.person()).device();
  world.now = Date.now();
  const filling = performance.now();
  for (let n = 0; n < ROWS; n += 500) await device.send(Array.from({ length: 500 }, (_, i) => note(device, n + i)));
  const filled = performance.now();
  let bytes = 0;
  const pages = await device.pull();
  const pulled = performance.now();
  for (const page of pages) bytes += JSON.stringify(page).length;
  const rows = pages.reduce((sum, page) => sum + page.records.length, 0);
  console.log(
    `${name}: ${ROWS} rows pushed in ${((filled - filling) / 1000).toFixed(1)} s; ${rows} pulled in ${((pulled - filled) / 1000).toFixed(1)} s, ${pages.length} pages, ${(bytes / rows).toFixed(0)} bytes a row; ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`,
  );
  await store.close();
}

const note = (device: Device, n: number) =>
  device.op([
    [
      "notes",
      `n${n}`,
      { name: `Note ${n}`, folder: "Songs", content: "A line of text that is as long as lines are. ".repeat(5), modified_at: n },
    ],
  ]);

async function pushFor(devices: readonly Device[], ops: number, seconds: number) {
  const until = performance.now() + seconds * 1000;
  const times: number[] = [];
  await Promise.all(
    devices.map(async (device) => {
      for (let n = 0; performance.now() < until; n += ops) {
        const batch = Array.from({ length: ops }, (_, i) => note(device, n + i));
        const started = performance.now();
        await device.send(batch);
        times.push(performance.now() - started);
      }
    }),
  );
  times.sort((a, b) => a - b);
  const at = (part: number) => times[Math.floor(times.length * part)]!.toFixed(1);
  return { rate: times.length / seconds, p50: at(0.5), p95: at(0.95) };
}
