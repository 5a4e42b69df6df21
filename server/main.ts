import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { serve } from "@hono/node-server";
import { createApp } from "./app.ts";
import { readSite } from "./site.ts";

/** Composition root of the server: reads the environment, listens, ends on a signal. */
const dist = fileURLToPath(new URL("..", import.meta.url));
const port = Number(process.env["PORT"] || 4173);
const pages = process.env["ATELIER_PAGES"];

if (!Number.isInteger(port) || port < 0 || port > 65535) end(`PORT is "${process.env["PORT"]}". It must be a number from 0 to 65535.`);
if (!existsSync(join(dist, "client/index.html"))) end("The app is not built yet. `npm start` builds it first.");

const sites = [readSite(join(dist, "client")), ...(pages ? [readSite(pages)] : [])];
const server = serve({ fetch: createApp(sites).fetch, port }, (address) => console.log(`Atelier is on http://localhost:${address.port}`));

server.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EADDRINUSE")
    end(`Port ${port} is in use. Stop the other program, or choose another port: PORT=${port + 1} npm start`);
  throw error;
});

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    server.close(() => process.exit(0));
    if ("closeAllConnections" in server) setTimeout(() => server.closeAllConnections(), 1000).unref();
  });
}

function end(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}
