import { beforeEach, expect, test } from "vitest";
import { createSecrets, type SecretRecord, type Secrets } from "./secrets.ts";

let kept: SecretRecord | undefined;
let told = 0;
const open = (): Secrets =>
  createSecrets({
    storage: { read: async () => kept, write: async (record) => void (kept = structuredClone(record)) },
    subtle: crypto.subtle,
    random: (bytes) => crypto.getRandomValues(bytes),
    tellLocked: () => void told++,
  });
const PASS = "correct horse battery";
const KEY = "sk-very-secret-123";
const atRest = () => JSON.stringify(kept, (_, value: unknown) => (value instanceof Uint8Array ? new TextDecoder("latin1").decode(value) : value));

beforeEach(() => {
  kept = undefined;
  told = 0;
});

test("SC4: without a lock a secret is a name and a value, and lies open", async () => {
  const secrets = open();
  expect([await secrets.state(), await secrets.get("assistant"), await secrets.names()]).toEqual(["open", undefined, []]);
  await secrets.set("assistant", KEY);
  expect([await open().get("assistant"), await secrets.names()]).toEqual([KEY, ["assistant"]]);
  expect(atRest()).toContain(KEY);
  await secrets.remove("assistant");
  expect(await secrets.names()).toEqual([]);
});

test("SC4: with a lock nothing of a value or the passphrase is at rest, and nothing is read or written while it is locked", async () => {
  const secrets = open();
  await secrets.set("assistant", KEY);
  await secrets.protect(PASS);
  expect([await secrets.state(), await secrets.get("assistant")]).toEqual(["unlocked", KEY]);
  expect(atRest()).not.toContain(KEY);
  expect(atRest()).not.toContain(PASS);
  expect(kept!.lock!.iterations).toBeGreaterThanOrEqual(600_000);
  const later = open();
  expect(await later.state()).toBe("locked");
  await expect(later.get("assistant")).rejects.toMatchObject({ failure: { type: "Locked" } });
  await expect(later.set("assistant", "other")).rejects.toMatchObject({ failure: { type: "Locked" } });
  await expect(later.unlock("correct horse batterz")).rejects.toMatchObject({ failure: { type: "WrongPassphrase" } });
  await later.unlock(PASS);
  expect(await later.get("assistant")).toBe(KEY);
  await later.set("sync", "token");
  later.lock();
  expect([await later.state(), told]).toEqual(["locked", 1]);
  await expect(later.get("sync")).rejects.toMatchObject({ failure: { type: "Locked" } });
});

test("SC4: the passphrase can be changed, the lock taken off, and what is forgotten is gone", async () => {
  const secrets = open();
  await secrets.protect(PASS);
  await secrets.set("sync", KEY);
  await expect(secrets.change("wrong passphrase", "another passphrase")).rejects.toMatchObject({ failure: { type: "WrongPassphrase" } });
  await expect(secrets.change(PASS, "short")).rejects.toMatchObject({ failure: { type: "WeakPassphrase" } });
  await secrets.change(PASS, "another passphrase");
  const later = open();
  await expect(later.unlock(PASS)).rejects.toMatchObject({ failure: { type: "WrongPassphrase" } });
  await later.unlock("another passphrase");
  expect(await later.get("sync")).toBe(KEY);
  await expect(later.unprotect(PASS)).rejects.toMatchObject({ failure: { type: "WrongPassphrase" } });
  await later.unprotect("another passphrase");
  expect([await later.state(), await later.get("sync")]).toEqual(["open", KEY]);
  await later.protect(PASS);
  await open().forget();
  expect([await open().state(), await open().names()]).toEqual(["open", []]);
});

test("SC4: a sealed value cannot be changed, nor pass for another", async () => {
  const secrets = open();
  await secrets.protect(PASS);
  await secrets.set("a", "first");
  await secrets.set("b", "second");
  const { a, b } = kept!.values;
  kept = { ...kept!, values: { a: b!, b: a! } };
  await expect(secrets.get("a")).rejects.toMatchObject({ failure: { type: "DamagedSecret" } });
});
