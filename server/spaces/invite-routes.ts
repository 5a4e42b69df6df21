import { Hono } from "hono";
import { uuidv7 } from "../../src/base/ids.ts";
import { acceptInviteRequest, createInviteRequest, type InviteAnswer, type InvitesAnswer } from "../../src/protocol/spaces.ts";
import { randomSecret, secretHash } from "../auth/secrets.ts";
import type { Sessions } from "../auth/sessions.ts";
import { readBody } from "../http/body.ts";
import { WireRefusal } from "../http/refusal.ts";
import type { Services } from "../services.ts";
import { membershipRows } from "./membership-rows.ts";
import { asMember } from "./routes.ts";

/** `/v1/spaces/:space/invites` and `/v1/invites/accept`: members come by a link whose secret is stored hashed (SV6). */
export function inviteRoutes(services: Services, sessions: Sessions): Hono {
  const { store, clock, random } = services;
  const app = new Hono();

  app.post("/spaces/:space/invites", async (c) => {
    const { user_id } = await sessions.of(c);
    const id = c.req.param("space");
    const { role, ttl_ms, uses } = await readBody(c, createInviteRequest);
    const at = clock();
    const invite = { id: uuidv7(at, random), role, expires_at: at + ttl_ms, uses_left: uses };
    const secret = randomSecret(random);
    await store.write(async (sql) => {
      const { rows, kind } = await asMember(sql, id, user_id, "owner");
      if (kind === "personal") throw new WireRefusal("personal_space", "One's own space is not shared. Make a shared space for it.");
      await rows.insertInvite(id, { ...invite, secret_hash: secretHash(secret) });
    });
    return c.json({ invite, code: `${id}.${secret}` } satisfies InviteAnswer, 201);
  });

  app.get("/spaces/:space/invites", async (c) => {
    const { user_id } = await sessions.of(c);
    const id = c.req.param("space");
    const invites = await store.write(async (sql) => (await asMember(sql, id, user_id, "owner")).rows.invites(id, clock()));
    return c.json({ invites } satisfies InvitesAnswer);
  });

  app.delete("/spaces/:space/invites/:invite", async (c) => {
    const { user_id } = await sessions.of(c);
    const id = c.req.param("space");
    const deleted = await store.write(async (sql) =>
      (await asMember(sql, id, user_id, "owner")).rows.deleteInvite(id, c.req.param("invite")),
    );
    if (!deleted) throw new WireRefusal("not_found", "This invite is not there any more.");
    return c.json({});
  });

  app.post("/invites/accept", async (c) => {
    const { user_id } = await sessions.of(c);
    const { code } = await readBody(c, acceptInviteRequest);
    const [id, secret] = code.split(".") as [string, string];
    const space = await store.write(async (sql) => {
      const rows = membershipRows(sql);
      await rows.lock(id);
      const invite = await rows.inviteBySecret(id, secretHash(secret));
      const member = await rows.role(id, user_id);
      // Who is in already uses nothing up and keeps the role.
      if (!member) {
        if (!invite) throw new WireRefusal("not_found", "This invite is not there any more. Ask for a new one.");
        if (invite.expires_at <= clock() || invite.uses_left <= 0)
          throw new WireRefusal("invite_expired", "This invite has expired or was used up. Ask for a new one.");
        await rows.useInvite(id, invite.id);
        await rows.setMember(id, user_id, invite.role);
      }
      return rows.space(user_id, id);
    });
    store.announce({ user: user_id });
    return c.json({ space });
  });
  return app;
}
