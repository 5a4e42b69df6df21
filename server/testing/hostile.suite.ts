import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { encodeToken } from "../../src/protocol/token.ts";
import type { World } from "./world.ts";

const SQL = "'; DROP TABLE rec; --";
const type = ({ body }: { body: unknown }) => (body as { error?: { type: string } }).error?.type ?? "no error";

/** What somebody might try who means harm: each is refused with its error, and nothing has changed afterwards (SV9). */
export function hostileSuite(world: () => World): void {
  async function scene() {
    const [owner, thief] = [await world().person(), await world().person()];
    const device = owner.device(await owner.sharedSpace());
    await device.write("notes", "n", { name: "secret" });
    await device.pull();
    return { owner, thief, device, push: `/spaces/${device.space}/push` };
  }
  type Scene = Awaited<ReturnType<typeof scene>>;
  const request = ({ device }: Scene, more: object = {}) => ({
    v: 1,
    sv: 1,
    client: device.client,
    tok: device.tok,
    ops: [device.op([["notes", "n", { name: "stolen" }]])],
    ...more,
  });
  const anonymous =
    (headers: Record<string, string> = {}) =>
    (scene: Scene) =>
      world().call("POST", scene.push, request(scene), headers);

  const whole: Record<string, [string, (scene: Scene) => Promise<{ status: number; body: unknown }>]> = {
    "no session": ["unauthorized", anonymous()],
    "a made-up bearer token": ["unauthorized", anonymous({ Authorization: `Bearer ${"A".repeat(43)}` })],
    "SQL as a bearer token": ["unauthorized", anonymous({ Authorization: `Bearer ${SQL}` })],
    "a made-up cookie": ["unauthorized", anonymous({ Cookie: `atelier_session=${"A".repeat(43)}`, "Sec-Fetch-Site": "same-origin" })],
    "a token hash instead of a token": ["unauthorized", anonymous({ Authorization: `Bearer ${"0".repeat(64)}` })],
    "somebody else's space": ["gone", (s) => s.thief.call("POST", s.push, request(s))],
    "SQL as a space": ["gone", (s) => s.owner.call("POST", `/spaces/${encodeURIComponent(SQL)}/push`, request(s))],
    "a path as a space": ["gone", (s) => s.owner.call("POST", "/spaces/..%2f..%2fetc/push", request(s))],
    "an invite that was made up": [
      "not_found",
      (s) => s.thief.call("POST", "/invites/accept", { code: `${s.device.space}.${"A".repeat(43)}` }),
    ],
    "SQL as an invite": ["invalid_request", (s) => s.thief.call("POST", "/invites/accept", { code: SQL })],
    "SQL as a name at login": [
      "wrong_password",
      () => world().call("POST", "/auth/login", { name: `x${Math.random()}' OR '1'='1`, password: SQL }),
    ],
    "SQL as a new name": ["invalid_request", () => world().call("POST", "/auth/register", { name: SQL, password: SQL })],
    "a role that does not exist": ["invalid_request", (s) => s.owner.call("POST", `/spaces/${s.device.space}/invites`, { role: "admin" })],
    "SQL as a client": ["invalid_request", (s) => s.owner.call("POST", s.push, request(s, { client: SQL }))],
    "SQL as a token": ["invalid_request", (s) => s.owner.call("POST", s.push, request(s, { tok: SQL }))],
    "a token for another epoch": ["epoch_changed", (s) => s.owner.call("POST", s.push, request(s, { tok: `${"_".repeat(29)}w` }))],
    "a token of the right form from nowhere": [
      "epoch_changed",
      (s) => s.owner.call("POST", s.push, request(s, { tok: encodeToken({ epoch: "0123456789abcdef", seq: 1, tag: "0123456789abcdef" }) })),
    ],
    "SQL as an operation's id": ["invalid_request", (s) => s.owner.call("POST", s.push, request(s, { ops: [{ m: 2, op: SQL }] }))],
    "a number of an operation that is none": [
      "invalid_request",
      (s) => s.owner.call("POST", s.push, request(s, { ops: [{ m: "2; --", op: "x".repeat(10) }] })),
    ],
    "operations that are no list": ["invalid_request", (s) => s.owner.call("POST", s.push, request(s, { ops: "all" }))],
    "not JSON": ["invalid_request", (s) => s.owner.call("POST", s.push, "{ops: [")],
    "bytes that are no UTF-8": ["invalid_request", (s) => s.owner.call("POST", s.push, new Uint8Array([0x22, 0xff, 0x22]))],
    "JSON so deep that it never ends": ["invalid_request", (s) => s.owner.call("POST", s.push, "[".repeat(200_000))],
    "a form instead of JSON": [
      "unsupported_media_type",
      (s) => s.owner.call("POST", s.push, "a=b", { "Content-Type": "application/x-www-form-urlencoded" }),
    ],
    "a body of more than 1 MB": ["too_large", (s) => s.owner.call("POST", s.push, `"${"x".repeat(1_100_000)}"`)],
    "a length that lies": ["too_large", (s) => s.owner.call("POST", s.push, "{}", { "Content-Length": "99999999999" })],
    "a small body that unpacks to a large one": [
      "too_large",
      (s) => s.owner.call("POST", s.push, gzipSync(Buffer.alloc(50_000_000, 32)), { "Content-Encoding": "gzip" }),
    ],
    "gzip that is none": ["invalid_request", (s) => s.owner.call("POST", s.push, "{}", { "Content-Encoding": "gzip" })],
    "501 operations": [
      "too_large",
      (s) => s.owner.call("POST", s.push, request(s, { ops: Array.from({ length: 501 }, () => s.device.op([["notes", "n", { a: 1 }]])) })),
    ],
    "101 spaces in a pull": [
      "invalid_request",
      (s) =>
        s.owner.call("POST", "/pull", {
          v: 1,
          sv: 1,
          client: s.device.client,
          spaces: Array.from({ length: 101 }, () => ({ id: s.device.space, tok: null })),
        }),
    ],
    "a page without end": [
      "invalid_request",
      (s) =>
        s.owner.call("POST", "/pull", { v: 1, sv: 1, client: s.device.client, spaces: [{ id: s.device.space, tok: null }], limit: 1e12 }),
    ],
    "a NUL as a space": ["not_found", (s) => s.owner.call("POST", "/spaces/a%00b/push", request(s))],
    "a NUL as a member": ["not_found", (s) => s.owner.call("DELETE", `/spaces/${s.device.space}/members/%00`)],
    "a NUL as a name at login": ["invalid_request", () => world().call("POST", "/auth/login", { name: "a\0b", password: "long enough" })],
    "an address that does not exist": ["not_found", (s) => s.owner.call("POST", "/admin/drop", {})],
  };

  describe("SV9: whole requests", () => {
    test.each(Object.entries(whole))("%s", async (_, [expected, attempt]) => {
      const before = await scene();
      const answer = await attempt(before);
      expect(type(answer)).toBe(expected);
      expect((answer.body as { error: { message: string } }).error.message).toMatch(/^[A-Z"].*[.]$/);
      const [page] = await before.owner.device(before.device.space).pull();
      expect(page!.records.map(([table, id, , , cells]) => [table, id, cells["name"]![0]])).toEqual([["notes", "n", "secret"]]);
      expect(world().reported).toEqual([]);
    });
  });

  const writes: Record<string, unknown> = {
    "SQL as a table": [[SQL, "n", { name: "x" }]],
    "SQL as an id": [["notes", SQL, { name: "x" }]],
    "SQL as a column": [["notes", "n", { [SQL]: "x" }]],
    "SQL as a quiet column": [["notes", "n", { name: "x" }, { quiet: [SQL] }]],
    "a table of the server by its schema": [["public.rec; SELECT", "n", { name: "x" }]],
    "a prototype as a column": [["notes", "n", JSON.parse('{"__proto__": 1}')]],
    "an object as a value": [["notes", "n", { name: { $gt: "" } }]],
    "a text that JSON cannot carry": [["notes", "n", { name: "a\u0000b" }]],
    "a name of 65 letters": [["x".repeat(65), "n", { name: "x" }]],
    "a write that is none": [["notes"]],
    "no writes": [],
    "1,001 writes": Array.from({ length: 1_001 }, (_, n) => ["notes", `n${n}`, { a: 1 }]),
    "201 columns": [["notes", "n", Object.fromEntries(Array.from({ length: 201 }, (_, n) => [`c${n}`, 1]))]],
  };

  test.each(Object.entries(writes))("SV9: one operation with %s is refused for good; nothing of it lands", async (_, w) => {
    const { device, owner } = await scene();
    const { body } = await device.send([{ ...device.op([]), w }]);
    expect(body.results.map((result) => result.status === "rejected" && result.error.type)).toEqual([
      expect.stringMatching(/^(invalid|too_large)$/),
    ]);
    expect((await owner.device(device.space).page()).head).toBe(1);
  });

  test("SV9: SQL as a value, as the name of a space and as a password is text like any other", async () => {
    const { device, owner } = await scene();
    await device.write("notes", "sql", { name: SQL });
    await owner.call("PATCH", `/spaces/${device.space}`, { name: SQL });
    const { spaces } = (await owner.call<{ spaces: { name: string }[] }>("GET", "/spaces")).body;
    expect(spaces.map(({ name }) => name)).toContain(SQL);
    expect((await device.pull()).flatMap((page) => page.records).map(([, id, , , cells]) => [id, cells["name"]![0]])).toContainEqual([
      "sql",
      SQL,
    ]);
  });

  test("SV9: a push that was recorded and is played again, by its owner or by somebody else, changes nothing", async () => {
    const { device, thief } = await scene();
    const ops = [device.op([["notes", "n", { name: "changed" }]])];
    const { body } = await device.send(ops);
    await device.write("notes", "n", { name: "changed again" }, { x: body.head });
    expect((await device.send(ops)).body.results).toEqual([{ m: 2, status: "duplicate", seq: 2 }]);
    expect(type(await thief.call("POST", `/spaces/${device.space}/push`, { v: 1, sv: 1, client: device.client, tok: null, ops }))).toBe(
      "gone",
    );
    expect((await device.pull()).at(-1)!.records[0]![4]["name"]![0]).toBe("changed again");
  });
}
