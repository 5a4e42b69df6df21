import { type Context, Hono } from "hono";
import { accountKey } from "../../src/base/account.ts";
import { uuidv7 } from "../../src/base/ids.ts";
import { loginRequest, logoutRequest, registerRequest, type SessionAnswer } from "../../src/protocol/auth.ts";
import { readBody } from "../http/body.ts";
import { WireRefusal } from "../http/refusal.ts";
import { remoteAddress } from "../http/remote.ts";
import type { Services } from "../services.ts";
import { createSpace } from "../spaces/create.ts";
import { accountRows, type UserRow } from "./account-rows.ts";
import { RateLimit } from "./rate-limit.ts";
import { randomSecret } from "./secrets.ts";
import type { Sessions } from "./sessions.ts";

const MINUTE = 60_000;

/** `/v1/auth`: register, log in, log out, who am I (SV5). */
export function authRoutes(services: Services, sessions: Sessions): Hono {
  const { store, clock, random, passwords } = services;
  const limits = {
    register: new RateLimit(100, 60 * MINUTE, clock),
    address: new RateLimit(300, 15 * MINUTE, clock),
    name: new RateLimit(10, 15 * MINUTE, clock),
  };
  /** Checked when there is no such name, so that both answers take the same time. */
  let nobody: Promise<string> | undefined;

  async function signIn(
    c: Context,
    user: Pick<UserRow, "user_id" | "name" | "space_id">,
    kind: "cookie" | "bearer",
  ): Promise<SessionAnswer> {
    const session = await sessions.begin(c, user.user_id, kind);
    return { user: { id: user.user_id, name: user.name }, space: user.space_id, ...session };
  }

  const app = new Hono();
  app.post("/register", async (c) => {
    const request = await readBody(c, registerRequest);
    if (services.registration === "closed")
      throw new WireRefusal("registration_closed", "This server takes no new accounts. Ask the person who runs it.");
    limits.register.take(remoteAddress(c, services.trustProxy));
    const at = clock();
    const user: UserRow = {
      user_id: uuidv7(at, random),
      name: request.name,
      password_hash: await passwords.hash(request.password),
      space_id: request.space ?? uuidv7(at, random),
    };
    await store.write(async (sql) => {
      if (!(await accountRows(sql).insertUser(user, accountKey(user.name), at)))
        throw new WireRefusal("name_taken", "Somebody on this server has this name. Choose another, or sign in.");
      await createSpace(sql, { id: user.space_id, name: "", kind: "personal" }, user.user_id, at, random);
    });
    return c.json(await signIn(c, user, request.session), 201);
  });

  app.post("/login", async (c) => {
    const request = await readBody(c, loginRequest);
    const key = accountKey(request.name);
    limits.address.take(remoteAddress(c, services.trustProxy));
    limits.name.take(key);
    const user = await store.read((sql) => accountRows(sql).userByName(key));
    nobody ??= passwords.hash(randomSecret(random));
    const matches = await passwords.verify(user?.password_hash ?? (await nobody), request.password);
    if (!user || !matches) throw new WireRefusal("wrong_password", "Name or password are not right.");
    limits.name.clear(key);
    return c.json(await signIn(c, user, request.session));
  });

  app.post("/logout", async (c) => {
    const session = await sessions.of(c);
    const { all } = await readBody(c, logoutRequest);
    await sessions.end(c, session, all);
    return c.json({});
  });

  app.get("/me", async (c) => {
    const { user_id, name, space_id, expires_at } = await sessions.of(c);
    return c.json({ user: { id: user_id, name }, space: space_id, expires_at } satisfies SessionAnswer);
  });
  return app;
}
