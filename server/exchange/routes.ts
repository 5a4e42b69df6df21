import { Hono } from "hono";
import { compress } from "hono/compress";
import { LIMITS } from "../../src/protocol/limits.ts";
import { pullRequest } from "../../src/protocol/pull.ts";
import { pushRequest } from "../../src/protocol/push.ts";
import { randomHex } from "../auth/secrets.ts";
import type { Sessions } from "../auth/sessions.ts";
import { readBody } from "../http/body.ts";
import { WireRefusal } from "../http/refusal.ts";
import type { Services } from "../services.ts";
import { pageRows } from "./page-rows.ts";
import { pull } from "./pull.ts";
import { push } from "./push.ts";
import { spaceRows } from "./space-rows.ts";

/** `/v1/spaces/:space/push` and `/v1/pull`. */
export function syncRoutes(services: Services, sessions: Sessions): Hono {
  const { store, clock, random, metrics } = services;
  const app = new Hono();

  app.post("/spaces/:space/push", async (c) => {
    const { user_id } = await sessions.of(c);
    const space = c.req.param("space");
    const request = await readBody(c, pushRequest);
    if (request.ops.length > LIMITS.opsPerPush)
      throw new WireRefusal("too_large", `A push has at most ${LIMITS.opsPerPush} operations. Send them in several.`);
    const answer = await store.write((sql) =>
      push(spaceRows(sql, space), request, { user: user_id, now: clock(), randomTag: () => randomHex(random) }),
    );
    for (const { status } of answer.results) metrics.add(`atelier_ops_total{status="${status}"}`);
    if (answer.results.some(({ status }) => status === "applied")) store.announce({ space, seq: answer.head });
    return c.json(answer);
  });

  app.use("/pull", compress({ encoding: "gzip" }));
  app.post("/pull", async (c) => {
    const { user_id } = await sessions.of(c);
    const request = await readBody(c, pullRequest);
    const text = await store.read((sql) => pull((id) => pageRows(sql, id), request, { user: user_id, now: clock() }));
    return c.body(text, 200, { "Content-Type": "application/json; charset=utf-8" });
  });
  return app;
}
