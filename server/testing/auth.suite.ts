import { describe, expect, test } from "vitest";
import type { SessionAnswer } from "../../src/protocol/auth.ts";
import type { Person, World } from "./world.ts";

const DAY = 86_400_000;
const type = ({ body }: { body: unknown }) => (body as { error?: { type: string } }).error?.type ?? "no error";
const JSON_BODY = { "Content-Type": "application/json" };

/** Accounts and sessions (SV5), on whatever store the world stands. */
export function authSuite(world: () => World): void {
  const login = (name: string, password = "long enough", session = "bearer") =>
    world().call<SessionAnswer>("POST", "/auth/login", { name, password, session });
  const cookieOf = (headers: Headers) => headers.get("set-cookie")!;

  describe("SV5: accounts", () => {
    test("a name is the same whatever its case and form; taken, it is refused", async () => {
      const person = await world().person();
      const name = person.session.user.name.toUpperCase();
      expect(type(await world().call("POST", "/auth/register", { name, password: "long enough" }))).toBe("name_taken");
      expect((await login(` ${name} `)).body.user).toEqual(person.session.user);
    });

    test("a wrong password and an unknown name are told the same", async () => {
      const { name } = (await world().person()).session.user;
      const [wrong, unknown] = [await login(name, "not the password"), await login("nobody at all")];
      expect([wrong.status, wrong.body, type(wrong)]).toEqual([unknown.status, unknown.body, "wrong_password"]);
    });

    test("the eleventh wrong try in a quarter of an hour has to wait; a right one begins anew", async () => {
      const { name } = (await world().person()).session.user;
      for (let tries = 0; tries < 9; tries++) await login(name, "wrong password");
      expect(type(await login(name))).toBe("no error");
      for (let tries = 0; tries < 10; tries++) expect(type(await login(name, "wrong password"))).toBe("wrong_password");
      const refused = await login(name);
      expect([type(refused), refused.status, Number(refused.headers.get("retry-after"))]).toEqual(["rate_limited", 429, 900]);
      world().now += 15 * 60_000 + 1;
      expect(type(await login(name))).toBe("no error");
    });

    test.each([
      [{ name: "", password: "long enough" }, "name"],
      [{ name: "x\u202ey", password: "long enough" }, "name"],
      [{ name: "x", password: "short" }, "password"],
      [{ name: "x", password: "long enough", session: "forever" }, "session"],
    ])("%j is refused by name", async (request, path) =>
      expect((await world().call("POST", "/auth/register", request)).body.error).toMatchObject({ type: "invalid_request", path }),
    );
  });

  describe("SV5: sessions", () => {
    const me = (person: Person) => person.call<SessionAnswer>("GET", "/auth/me");

    test("slide: used within 90 days they go on, unused they end", async () => {
      const person = await world().person();
      world().now += 80 * DAY;
      expect((await me(person)).status).toBe(200);
      world().now += 80 * DAY;
      expect((await me(person)).body.expires_at).toBe(world().now + 10 * DAY);
      expect((await me(person)).body.expires_at).toBe(world().now + 90 * DAY);
      world().now += 90 * DAY + 1;
      expect(type(await me(person))).toBe("unauthorized");
    });

    test("log out ends this one, or all", async () => {
      const person = await world().person();
      const { name } = person.session.user;
      const [other, third] = [await login(name), await login(name)].map(({ body }) => ({ Authorization: `Bearer ${body.token}` }));
      await world().call("POST", "/auth/logout", {}, other);
      expect([type(await world().call("GET", "/auth/me", undefined, other)), (await me(person)).status]).toEqual(["unauthorized", 200]);
      await world().call("POST", "/auth/logout", { all: true }, third);
      expect(type(await me(person))).toBe("unauthorized");
    });

    test("SU14: a request that means another account than the session's is refused, by its header or its address; the session goes on", async () => {
      const [ada, grace] = [await world().person(), await world().person()];
      const session = { Authorization: `Bearer ${ada.session.token}` };
      const asked = (path: string, headers: Record<string, string>) => world().call("GET", path, undefined, { ...session, ...headers });
      expect(type(await asked("/spaces", { "Atelier-Account": grace.id }))).toBe("unauthorized");
      expect(type(await asked(`/events?account=${grace.id}`, { Accept: "application/json" }))).toBe("unauthorized");
      expect((await asked("/spaces", { "Atelier-Account": ada.id })).status).toBe(200);
      expect((await asked(`/events?account=${ada.id}`, { Accept: "application/json" })).status).toBe(200);
    });

    test("tokens are stored hashed, passwords not at all", async () => {
      const person = await world().person();
      const rows = await world().services.store.read((sql) => sql("SELECT * FROM sessions JOIN users USING (user_id)"));
      expect(JSON.stringify(rows)).toContain(person.id);
      expect(JSON.stringify(rows)).not.toContain(person.session.token);
    });

    test("a cookie is HttpOnly, of this site only, Secure over https, and never shown to scripts", async () => {
      const { name } = (await world().person()).session.user;
      const { body, headers } = await login(name, "long enough", "cookie");
      expect([body.token, cookieOf(headers)]).toEqual([
        undefined,
        expect.stringMatching(/^atelier_session=[\w-]{43}; Max-Age=7776000; Path=\/; HttpOnly; SameSite=Strict$/),
      ]);
      const secure = await world().api.request("https://atelier.example/auth/login", {
        method: "POST",
        headers: JSON_BODY,
        body: JSON.stringify({ name, password: "long enough" }),
      });
      expect(cookieOf(secure.headers)).toContain("; Secure");
    });

    test("a cookie counts for changes only in requests of this server's own pages", async () => {
      const { name } = (await world().person()).session.user;
      const Cookie = cookieOf((await login(name, "long enough", "cookie")).headers).split(";")[0]!;
      const post = (headers: Record<string, string>) =>
        world().call("POST", "/spaces", { name: "x" }, { Cookie, Host: "atelier.example", ...headers });
      expect(type(await post({ "Sec-Fetch-Site": "same-origin" }))).toBe("no error");
      expect(type(await post({ Origin: "https://atelier.example" }))).toBe("no error");
      for (const headers of [
        {},
        { "Sec-Fetch-Site": "cross-site" },
        { "Sec-Fetch-Site": "same-site" },
        { Origin: "https://evil.example" },
        { Origin: "null" },
        { Origin: "https://atelier.example", "Sec-Fetch-Site": "cross-site" },
      ])
        expect([headers, type(await post(headers as Record<string, string>))]).toEqual([headers, "cross_site"]);
      expect((await world().call("GET", "/auth/me", undefined, { Cookie })).status).toBe(200);
    });
  });
}
