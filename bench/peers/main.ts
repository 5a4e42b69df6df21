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
import { PEERS_HEAD, peersSection, type PeerReport } from "./report.ts";
import { serveSite } from "./site-server.ts";

export interface PeersOptions extends BenchOptions {
  /** Keys of peers; all, if empty. */
  readonly only: readonly string[];
}

const PICTURE = "images/peers-growth.svg";

/** Atelier, its peers and native SQLite on the same work, size by size; the section of the report is written after each. */
export async function benchPeers({ root, sizes, port, out, only }: PeersOptions): Promise<void> {
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
        done.push({ size, measured: await measureAll(context, folder, port, size, chosen) });
        await write(done, context.browser()!.version(), root, out);
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

async function write(done: readonly PeerReport[], chromium: string, root: string, out: string | null): Promise<void> {
  const packages = (JSON.parse(readFileSync(join(root, "bench/package.json"), "utf8")) as { dependencies: Record<string, string> })
    .dependencies;
  const section = peersSection(done, {
    date: new Date().toISOString().slice(0, 10),
    chromium,
    packages,
    machine: `${cpus().length} cores, load average ${loadavg()[1]!.toFixed(1)}`,
    picture: done.length > 1 ? PICTURE : null,
  });
  if (!out) return console.log(section);
  if (done.length > 1) {
    const picture = join(dirname(out), PICTURE);
    mkdirSync(dirname(picture), { recursive: true });
    writeFileSync(picture, growthPicture(done));
  }
  writeFileSync(out, withSection(readFileSync(out, "utf8"), PEERS_HEAD, section));
}
