import { expect, test } from "vitest";
import { readConfig, WrongConfig } from "./config.ts";

test("without settings: port 4173, embedded database in ./data, open to new accounts, no proxy", () =>
  expect(readConfig({})).toEqual({
    port: 4173,
    data: "./data",
    databaseUrl: undefined,
    pages: undefined,
    registration: "open",
    trustProxy: false,
    metricsToken: undefined,
  }));

test.each([
  [{ PORT: "http" }, "PORT"],
  [{ PORT: "70000" }, "PORT"],
  [{ DATABASE_URL: "mysql://x" }, "DATABASE_URL"],
  [{ ATELIER_REGISTRATION: "maybe" }, "ATELIER_REGISTRATION"],
  [{ ATELIER_TRUST_PROXY: "yes" }, "ATELIER_TRUST_PROXY"],
])("%j is refused with a sentence that names it", (env, name) => {
  expect(() => readConfig(env)).toThrow(WrongConfig);
  expect(() => readConfig(env)).toThrow(new RegExp(`^${name} .*must be`));
});
