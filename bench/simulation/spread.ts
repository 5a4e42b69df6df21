import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { build } from "vite";
import type { Ran, Share } from "./worker.ts";

/** Worlds of many seeds, on every processor. In one file made once: module by module they take a third longer. */
export async function spread(
  root: string,
  { seeds, from, ...rest }: Omit<Share, "to" | "step"> & { readonly seeds: number },
  hear: (ran: Ran) => void,
): Promise<void> {
  const outDir = await mkdtemp(join(root, "node_modules/.simulation-"));
  try {
    await build({
      root,
      configFile: false,
      logLevel: "error",
      publicDir: false,
      define: { __ATELIER_VERSION__: '"0.0.0-simulation"' },
      ssr: { noExternal: true, external: ["@sqlite.org/sqlite-wasm"], target: "node" },
      build: {
        ssr: "bench/simulation/worker.ts",
        outDir,
        target: "node20",
        minify: false,
        rolldownOptions: { output: { entryFileNames: "worker.js" } },
      },
    });
    const step = Math.min(availableParallelism(), seeds);
    const shares = Array.from({ length: step }, (_, i): Share => ({ ...rest, from: from + i, to: from + seeds - 1, step }));
    await Promise.all(shares.map((share) => run(join(outDir, "worker.js"), share, hear)));
  } finally {
    await rm(outDir, { recursive: true });
  }
}

function run(file: string, workerData: Share, hear: (ran: Ran) => void): Promise<void> {
  return new Promise((done, fail) => {
    const worker = new Worker(file, { workerData });
    worker.on("message", hear);
    worker.on("error", fail);
    worker.on("exit", (code) => (code === 0 ? done() : fail(new Error(`A worker ended with ${code}.`))));
  });
}
