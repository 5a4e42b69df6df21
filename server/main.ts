import { randomFillSync, timingSafeEqual } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { serve } from "@hono/node-server";
import type { Context } from "hono";
import { createApi } from "./api.ts";
import { createApp } from "./app.ts";
import { argon2id, secretHash } from "./auth/secrets.ts";
import { type Config, readConfig, WrongConfig } from "./config.ts";
import { sweep } from "./exchange/sweep.ts";
import { Metrics } from "./http/metrics.ts";
import { isLocal } from "./http/remote.ts";
import { readSite } from "./site.ts";
import { lazyStore } from "./store/lazy.ts";
import { holderOf } from "./store/lock.ts";

/** Composition root of the server: reads the environment, listens, ends on a signal. */
const SWEEP_MS = 6 * 3_600_000;
const dist = fileURLToPath(new URL("..", import.meta.url));
const config = configOrEnd();

if (!existsSync(join(dist, "client/index.html"))) end("The app is not built yet. `npm start` builds it first.");
const held = config.databaseUrl ? undefined : holderOf(config.data);
if (held) end(held);

const clock = () => Date.now();
const metrics = new Metrics(clock);
const complain = (error: unknown) => console.error(error);
// Each database's code is loaded only if it is the one in use, and only when it is.
const store = lazyStore(async () => {
  if (config.databaseUrl) return (await import("./store/postgres.ts")).openPostgres(config.databaseUrl, complain);
  return (await import("./store/pglite.ts")).openPglite(config.data);
}, clock);
let trouble: string | undefined;
if (config.databaseUrl) {
  trouble = "The database is being opened.";
  void connect();
}

const api = createApi({
  store,
  clock,
  random: (bytes) => randomFillSync(bytes),
  passwords: argon2id,
  metrics,
  registration: config.registration,
  trustProxy: config.trustProxy,
  report: complain,
});
const sites = [readSite(join(dist, "client")), ...(config.pages ? [readSite(config.pages)] : [])];
const app = createApp(sites, { api, trouble: () => trouble, metrics: { text: () => metrics.text(), mayRead: mayReadMetrics } });
const server = serve({ fetch: app.fetch, port: config.port }, (address) => console.log(`Atelier is on http://localhost:${address.port}`));

server.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EADDRINUSE")
    end(`Port ${config.port} is in use. Stop the other program, or choose another port: PORT=${config.port + 1} npm start`);
  throw error;
});

const sweeping = setInterval(() => void store.ifOpen()?.then((opened) => sweep(opened, clock()), complain), SWEEP_MS);
sweeping.unref();

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    trouble = "The server is stopping.";
    clearInterval(sweeping);
    server.close(() => void store.close().then(() => process.exit(0)));
    if ("closeAllConnections" in server) setTimeout(() => server.closeAllConnections(), 1000).unref();
  });
}

/** Until PostgreSQL answers, `/healthz` says why not. */
async function connect(): Promise<void> {
  try {
    await store.opened();
    trouble = undefined;
  } catch (error) {
    complain(error);
    trouble = (error as Error).message;
    setTimeout(() => void connect(), 5_000).unref();
  }
}

function mayReadMetrics(c: Context): boolean {
  if (!config.metricsToken) return isLocal(c);
  const given = /^Bearer (.+)$/i.exec(c.req.header("Authorization") ?? "")?.[1] ?? "";
  return timingSafeEqual(Buffer.from(secretHash(given)), Buffer.from(secretHash(config.metricsToken)));
}

function configOrEnd(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (error instanceof WrongConfig) end(error.message);
    throw error;
  }
}

function end(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}
