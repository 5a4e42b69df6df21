import { type Context, Hono } from "hono";
import { uuidv7 } from "../../src/base/ids.ts";
import {
  createSpaceRequest,
  type MembersAnswer,
  type Role,
  type SpacesAnswer,
  updateMemberRequest,
  updateSpaceRequest,
} from "../../src/protocol/spaces.ts";
import type { Sessions } from "../auth/sessions.ts";
import { readBody } from "../http/body.ts";
import { WireRefusal } from "../http/refusal.ts";
import type { Services } from "../services.ts";
import type { Sql } from "../store/store.ts";
import { createSpace } from "./create.ts";
import { membershipRows } from "./membership-rows.ts";

export const goneSpace = () => new WireRefusal("gone", "This space does not exist, or you are not a member of it any more.");

/** The rows of a space that `user` is a member of, its row locked; refused to others, and to those whose role does not suffice. */
export async function asMember(sql: Sql, space: string, user: string, wanted?: Role) {
  const rows = membershipRows(sql);
  const locked = await rows.lock(space);
  const role = locked && (await rows.role(space, user));
  if (!role) throw goneSpace();
  if (wanted && role !== wanted) throw new WireRefusal("forbidden", `Only an ${wanted} of the space may do this.`);
  return { rows, role, kind: locked.kind };
}

/** `/v1/spaces`: make, rename, list; members and their roles (SV6). */
export function spaceRoutes(services: Services, sessions: Sessions): Hono {
  const { store, clock, random } = services;
  const app = new Hono();

  app.get("/", async (c) => {
    const { user_id } = await sessions.of(c);
    return c.json({ spaces: await store.read((sql) => membershipRows(sql).spacesOf(user_id)) } satisfies SpacesAnswer);
  });

  app.post("/", async (c) => {
    const { user_id } = await sessions.of(c);
    const { id, name } = await readBody(c, createSpaceRequest);
    const at = clock();
    const space = { id: id ?? uuidv7(at, random), name, kind: "shared" as const };
    const made = await store.write((sql) => createSpace(sql, space, user_id, at, random));
    store.announce({ user: user_id });
    return c.json({ space: made }, 201);
  });

  app.patch("/:space", async (c) => {
    const { user_id } = await sessions.of(c);
    const id = c.req.param("space");
    const { name, min_sv } = await readBody(c, updateSpaceRequest);
    const space = await store.write(async (sql) => {
      const { rows } = await asMember(sql, id, user_id, "owner");
      await rows.update(id, name ?? null, min_sv ?? 0);
      return rows.space(user_id, id);
    });
    return c.json({ space });
  });

  app.get("/:space/members", async (c) => {
    const { user_id } = await sessions.of(c);
    const id = c.req.param("space");
    const members = await store.read(async (sql) => {
      const rows = membershipRows(sql);
      if (!(await rows.role(id, user_id))) throw goneSpace();
      return rows.members(id);
    });
    return c.json({ members } satisfies MembersAnswer);
  });

  app.patch("/:space/members/:user", async (c) => {
    const { user_id } = await sessions.of(c);
    const { role } = await readBody(c, updateMemberRequest);
    return changeMember(c, user_id, async (sql, space, user) => {
      const { rows } = await asMember(sql, space, user_id, "owner");
      const before = await rows.role(space, user);
      if (!before) throw new WireRefusal("not_found", "This person is not a member of the space.");
      if (before === "owner" && role !== "owner") await keepAnOwner(rows, space, user);
      await rows.setMember(space, user, role);
    });
  });

  app.delete("/:space/members/:user", async (c) => {
    const { user_id } = await sessions.of(c);
    return changeMember(c, user_id, async (sql, space, user) => {
      const { rows, kind } = await asMember(sql, space, user_id, user === user_id ? undefined : "owner");
      if (kind === "personal") throw new WireRefusal("personal_space", "One's own space cannot be left.");
      const role = await rows.role(space, user);
      if (!role) throw new WireRefusal("not_found", "This person is not a member of the space.");
      const members = await rows.members(space);
      if (role === "owner" && members.length > 1) await keepAnOwner(rows, space, user);
      await rows.removeMember(space, user);
      // Nobody could ever come back to it.
      if (members.length === 1) await rows.drop(space);
    });
  });

  async function changeMember(c: Context, me: string, work: (sql: Sql, space: string, user: string) => Promise<void>) {
    const user = c.req.param("user") === "me" ? me : c.req.param("user")!;
    await store.write((sql) => work(sql, c.req.param("space")!, user));
    store.announce({ user });
    return c.json({});
  }
  return app;
}

async function keepAnOwner(rows: ReturnType<typeof membershipRows>, space: string, leaving: string): Promise<void> {
  const owners = (await rows.members(space)).filter(({ role, user }) => role === "owner" && user !== leaving);
  if (owners.length === 0) throw new WireRefusal("last_owner", "A space needs an owner: make somebody else one first.");
}
