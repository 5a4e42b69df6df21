import { type Context, Hono } from "hono";
import { matchedRoutes } from "hono/route";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { ERRORS, type ErrorAnswer, type WireError } from "../src/protocol/errors.ts";
import { authRoutes } from "./auth/routes.ts";
import { Sessions } from "./auth/sessions.ts";
import { eventRoutes } from "./events/routes.ts";
import { WireRefusal } from "./http/refusal.ts";
import type { Services } from "./services.ts";
import { inviteRoutes } from "./spaces/invite-routes.ts";
import { spaceRoutes } from "./spaces/routes.ts";
import { Unavailable } from "./store/lazy.ts";
import { syncRoutes } from "./exchange/routes.ts";

/** Everything below `/v1`. Each answer that is not a success is `{error: {type, message, …}}` (PR10). */
export function createApi(services: Services): Hono {
  const sessions = new Sessions(services);
  const app = new Hono();
  app.use(async (c, next) => {
    const started = performance.now();
    // No database takes a NUL in a text, and no id has one.
    if (/%00/.test(c.req.url)) throw new WireRefusal("not_found", "There is nothing at this address.");
    await next();
    if (!c.res.headers.has("Cache-Control")) c.header("Cache-Control", "no-store");
    const route = matchedRoutes(c).findLast(({ path }) => !path.endsWith("*"));
    services.metrics.time(`${c.req.method} ${route?.path ?? "unknown"}`, performance.now() - started);
  });
  app.route("/auth", authRoutes(services, sessions));
  app.route("/spaces", spaceRoutes(services, sessions));
  app.route("/", inviteRoutes(services, sessions));
  app.route("/", syncRoutes(services, sessions));
  app.route("/events", eventRoutes(services, sessions));
  app.notFound((c) => answerError(c, services, { type: "not_found", message: "There is nothing at this address." }));
  app.onError((error, c) => answerError(c, services, wireError(error, services)));
  return app;
}

function answerError(c: Context, { metrics }: Services, error: WireError): Response {
  metrics.add(`atelier_errors_total{type="${error.type}"}`);
  if (error.retry_after !== undefined) c.header("Retry-After", String(error.retry_after));
  return c.json({ error } satisfies ErrorAnswer, ERRORS[error.type] as ContentfulStatusCode);
}

function wireError(error: unknown, { report }: Services): WireError {
  if (error instanceof WireRefusal) return error.error;
  report(error);
  if (error instanceof Unavailable || isLostConnection(error))
    return {
      type: "unavailable",
      message:
        error instanceof Unavailable ? error.message : "The server's database cannot be reached now. Nothing was lost; it is tried again.",
      retry_after: 5,
    };
  return { type: "internal", message: "The server has made a mistake. Nothing was changed; it is tried again." };
}

/** Class 08 (connection) and 57 (the database is going down or coming up) of PostgreSQL, and what the socket says. */
const isLostConnection = (error: unknown): boolean =>
  /^(08|57)|^E[A-Z]+$/.test((error as { code?: string }).code ?? "") || /Connection terminated|timeout exceeded/i.test(String(error));
