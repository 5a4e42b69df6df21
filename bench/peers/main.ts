import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { BrowserContext } from "playwright";
import { launch } from "../browser.ts";
import { type BenchOptions, serve } from "../main.ts";
import { withSection } from "../sections.ts";
import { sqlitePeer } from "./adapters/sqlite.ts";
import { nativeDriver } from "./adapters/native.ts";
import { buildSite } from "./build-site.ts";
import { growthPicture } from "./growth.ts";
import { ATELIER, NATIVE, PEERS } from "./list.ts";
import { measureNativePeer, measurePeer, type Opening, type PeerMeasured } from "./measure.ts";
import { keepRecord } from "./record.ts";
import { PEERS_HEAD, peersSection, type PeerReport } from "./report.ts";
import { serveSite } from "./site-server.ts";

export interface PeersOptions extends BenchOptions {
  /** Keys of peers; all, if empty. With some of them nothing is written: a table is of one run. */
  readonly only: readonly string[];
  /** Writes the section again from what was measured before, and measures nothing. */
  readonly rewrite: boolean;
}

const PICTURE = "images/peers-growth.svg";

/** Atelier, its peers and native SQLite on the same work, size by size; the section of the report is written after each. */
export async function benchPeers({ root, sizes, port, out, only, rewrite }: PeersOptions): Promise<void> {
  if (rewrite) return write(root, [], out);
  const folder = mkdtempSync(join(tmpdir(), "atelier-peers-"));
  console.log("Building the peers' page …");
  await buildSite(root, folder);
  const app = await serve(root, port);
  const site = await serveSite(join(folder, "site"), port + 1);
  const chosen = PEERS.filter(({ key }) => only.length === 0 || only.includes(key));
  try {
    const done: PeerReport[] = [];
    for (const size of sizes) {
      const profile = join(folder, `profile-${size}`);
      const context = await launch(profile);
      try {
        const measured = await measureAll(context, folder, port, size, chosen);
        done.push({ size, on: whenAndWhere(context.browser()!.version()), measured });
        write(root, done, chosen.length === PEERS.length ? out : null);
      } finally {
        await context.close();
        rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
      }
    }
  } finally {
    app.kill("SIGTERM");
    site.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function measureAll(
  context: BrowserContext,
  folder: string,
  port: number,
  size: number,
  chosen: readonly (typeof PEERS)[number][],
): Promise<Map<string, PeerMeasured>> {
  const measured = new Map<string, PeerMeasured>();
  const run = async (label: string, work: () => Promise<PeerMeasured>) => {
    const start = performance.now();
    console.log(`${size.toLocaleString("en")} notes: ${label} …`);
    measured.set(label, await work());
    console.log(`  done in ${((performance.now() - start) / 1000).toFixed(0)} s, load average ${loadavg()[0]!.toFixed(1)}`);
  };
  const script = readFileSync(join(folder, "atelier/atelier.js"), "utf8");
  const atelier: Opening = {
    url: `http://localhost:${port}/`,
    script: `(function look() { if (!("atelier" in globalThis)) return setTimeout(look);\n${script}\n})();`,
  };
  await run(ATELIER, () => measurePeer(context, atelier, size));
  for (const { key, label } of chosen) {
    const url = `http://localhost:${port + 1}/?peer=${key}`;
    await run(label, () => measurePeer(context, { url }, size));
    await wipe(context, `http://localhost:${port + 1}`);
  }
  await run(NATIVE, () => measureNativePeer(sqlitePeer(nativeDriver(join(folder, "native.sqlite"))), size));
  return measured;
}

/** Each begins with an empty origin, and the disk holds one of them at a time. */
async function wipe(context: BrowserContext, origin: string): Promise<void> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Storage.clearDataForOrigin", { origin, storageTypes: "all" });
  await page.close();
}

const whenAndWhere = (chromium: string): string =>
  `${new Date().toISOString().slice(0, 10)}, Chromium ${chromium}, ${cpus().length} cores, load average ${loadavg()[1]!.toFixed(1)}`;

/** The section of the report, from the record with `done` in it; `out` null: only `done`, to the console. */
function write(root: string, done: readonly PeerReport[], out: string | null): void {
  const { dependencies: packages } = JSON.parse(readFileSync(join(root, "bench/package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  if (!out) return console.log(peersSection(done, { packages, picture: null }));
  const all = keepRecord(join(root, "bench/peers/measured.json"), done);
  const picture = join(dirname(out), PICTURE);
  mkdirSync(dirname(picture), { recursive: true });
  writeFileSync(picture, growthPicture(all));
  writeFileSync(out, withSection(readFileSync(out, "utf8"), PEERS_HEAD, peersSection(all, { packages, picture: PICTURE })));
}
