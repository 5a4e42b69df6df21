import { describe, expect, test } from "vitest";
import type { Space, SpacesAnswer } from "../../src/protocol/spaces.ts";
import type { InviteAnswer } from "../../src/protocol/spaces.ts";
import { recordsOf, type World } from "./world.ts";

const type = ({ body }: { body: unknown }) => (body as { error?: { type: string } }).error?.type ?? "no error";

/** Spaces, members and what their roles may do (SV6), on whatever store the world stands. */
export function spacesSuite(world: () => World): void {
  const people = (count: number) => Promise.all(Array.from({ length: count }, () => world().person()));

  describe("SV6: roles", () => {
    test("a viewer reads everything and writes nothing; the refusal is final and known afterwards", async () => {
      const [owner, viewer] = (await people(2)) as [Awaited<ReturnType<World["person"]>>, Awaited<ReturnType<World["person"]>>];
      const space = await owner.sharedSpace();
      await owner.invite(viewer, space, "viewer");
      const [mine, theirs] = [owner.device(space), viewer.device(space)];
      await mine.write("notes", "n", { name: "from the owner" });
      expect(recordsOf(await theirs.pull()).get("notes/n")).toEqual({ name: "from the owner" });
      const writes = [theirs.op([["notes", "n", { name: "no" }]]), theirs.op([["notes", "new", { name: "no" }]])];
      const { body } = await theirs.send(writes);
      expect(body.results.map((result) => result.status === "rejected" && result.error.type)).toEqual(["forbidden", "forbidden"]);
      expect([body.head, body.last_mid, (await theirs.send(writes)).body.results.map(({ status }) => status)]).toEqual([
        1,
        2,
        ["rejected", "rejected"],
      ]);
      expect([...recordsOf(await mine.pull())]).toEqual([["notes/n", { name: "from the owner" }]]);
    });

    test("a stranger reads nothing and learns nothing: a space of others answers as one that does not exist", async () => {
      const [owner, stranger] = await people(2);
      const space = await owner!.sharedSpace();
      await owner!.device(space).write("notes", "n", { name: "secret" });
      for (const id of [space, "no-such-space"]) {
        const device = stranger!.device(id);
        expect([id, await device.ask()]).toEqual([id, { id, error: expect.objectContaining({ type: "gone" }) }]);
        const push = await device.send([device.op([["notes", "n", { name: "x" }]])]);
        const calls = [
          push,
          await stranger!.call("GET", `/spaces/${id}/members`),
          await stranger!.call("PATCH", `/spaces/${id}`, { name: "mine" }),
          await stranger!.call("POST", `/spaces/${id}/invites`, {}),
          await stranger!.call("GET", `/spaces/${id}/invites`),
          await stranger!.call("PATCH", `/spaces/${id}/members/${stranger!.id}`, { role: "owner" }),
          await stranger!.call("DELETE", `/spaces/${id}/members/${owner!.id}`),
        ];
        expect([id, calls.map(type), calls.map(({ status }) => status)]).toEqual([id, calls.map(() => "gone"), calls.map(() => 404)]);
      }
      expect(type(await stranger!.call("POST", "/spaces", { id: space, name: "mine now" }))).toBe("space_taken");
    });

    test("an editor writes, but neither invites nor changes members; the owner's change counts at once", async () => {
      const [owner, editor] = await people(2);
      const space = await owner!.sharedSpace();
      await owner!.invite(editor!, space, "editor");
      const device = editor!.device(space);
      expect((await device.write("notes", "n", { name: "x" })).results[0]!.status).toBe("applied");
      for (const [method, path, body] of [
        ["POST", "/invites", {}],
        ["PATCH", "", { name: "x" }],
        ["PATCH", `/members/${editor!.id}`, { role: "owner" }],
        ["DELETE", `/members/${owner!.id}`, undefined],
      ] as const)
        expect([path, type(await editor!.call(method, `/spaces/${space}${path}`, body))]).toEqual([path, "forbidden"]);
      await owner!.call("PATCH", `/spaces/${space}/members/${editor!.id}`, { role: "viewer" });
      expect((await device.write("notes", "n", { name: "y" })).results[0]!.status).toBe("rejected");
      await owner!.call("DELETE", `/spaces/${space}/members/${editor!.id}`);
      expect(await device.ask()).toMatchObject({ error: { type: "gone" } });
    });
  });

  describe("SV6: members", () => {
    test("making a space again under its id answers the same space", async () => {
      const [person] = await people(1);
      const request = { id: `space-${person!.id}`, name: "Band" };
      const [one, two] = [await person!.call<{ space: Space }>("POST", "/spaces", request), await person!.call("POST", "/spaces", request)];
      expect([one.status, one.body.space.role, two.body]).toEqual([201, "owner", one.body]);
      const { spaces } = (await person!.call<SpacesAnswer>("GET", "/spaces")).body;
      expect(spaces.map(({ kind }) => kind)).toEqual(["personal", "shared"]);
    });

    test("an invite counts for as many people as it says, until it ends or is taken back, and never lowers a role", async () => {
      const [owner, ...guests] = await people(4);
      const space = await owner!.sharedSpace();
      const make = async (body: object) => (await owner!.call<InviteAnswer>("POST", `/spaces/${space}/invites`, body)).body;
      const { code } = await make({ role: "viewer", uses: 2 });
      const accept = (person: (typeof guests)[number], with_: string) => person.call("POST", "/invites/accept", { code: with_ });
      expect((await accept(guests[0]!, code)).status).toBe(200);
      expect((await accept(guests[0]!, code)).status).toBe(200);
      expect((await accept(owner!, code)).body).toMatchObject({ space: { role: "owner" } });
      expect((await accept(guests[1]!, code)).status).toBe(200);
      expect(type(await accept(guests[2]!, code))).toBe("invite_expired");
      const short = await make({ ttl_ms: 1_000 });
      world().now += 1_001;
      expect(type(await accept(guests[2]!, short.code))).toBe("invite_expired");
      const back = await make({});
      expect((await owner!.call("DELETE", `/spaces/${space}/invites/${back.invite.id}`)).status).toBe(200);
      expect(type(await accept(guests[2]!, back.code))).toBe("not_found");
    });

    test("two who take the last use of an invite at once: one gets in", async () => {
      const [owner, one, two] = await people(3);
      const space = await owner!.sharedSpace();
      const { code } = (await owner!.call<InviteAnswer>("POST", `/spaces/${space}/invites`, {})).body;
      const answers = await Promise.all([one!, two!].map((person) => person.call("POST", "/invites/accept", { code })));
      expect(answers.map(type).sort()).toEqual(["invite_expired", "no error"]);
    });

    test("the last owner stays until there is another; who leaves last takes the space along", async () => {
      const [owner, editor] = await people(2);
      const space = await owner!.sharedSpace();
      await owner!.invite(editor!, space, "editor");
      const leave = (person: typeof owner) => person!.call("DELETE", `/spaces/${space}/members/me`);
      expect(type(await leave(owner))).toBe("last_owner");
      expect(type(await owner!.call("PATCH", `/spaces/${space}/members/me`, { role: "viewer" }))).toBe("last_owner");
      await owner!.call("PATCH", `/spaces/${space}/members/${editor!.id}`, { role: "owner" });
      expect((await leave(owner)).status).toBe(200);
      expect((await leave(editor)).status).toBe(200);
      expect(await owner!.device(space).ask()).toMatchObject({ error: { type: "gone" } });
      expect((await owner!.call("POST", "/spaces", { id: space, name: "again" })).status).toBe(201);
    });

    test("one's own space is neither shared nor left", async () => {
      const [person] = await people(1);
      const own = `/spaces/${person!.session.space}`;
      expect(type(await person!.call("POST", `${own}/invites`, {}))).toBe("personal_space");
      expect(type(await person!.call("DELETE", `${own}/members/me`))).toBe("personal_space");
    });
  });
}
