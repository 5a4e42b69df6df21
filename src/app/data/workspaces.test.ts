import { expect, test } from "vitest";
import { forgetOtherSession, storageOf } from "./own-workspace.ts";
import type { KeyValueStorage } from "./unsaved.ts";
import { createUnsaved } from "./unsaved.ts";
import {
  chooseAccount,
  chooseWorkspace,
  currentWorkspace,
  otherWorkspaces,
  ownerHere,
  REGISTRY,
  takeArrival,
} from "./workspaces.ts";

function memory(): KeyValueStorage & { clear(): void } {
  const map = new Map<string, string>();
  return {
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
    key: (index) => [...map.keys()][index] ?? null,
    get length() {
      return map.size;
    },
    clear: () => map.clear(),
  };
}

const ADA = { id: "01a", name: "ada" };
const GRACE = { id: "02b", name: "grace" };

test("SU14: with one account nothing is kept, and the workspace is the first one", () => {
  const store = memory();
  expect([currentWorkspace(store), otherWorkspaces(store), takeArrival(store), store.length]).toEqual(["atelier", [], null, 0]);
});

test("SU14: another account has a workspace of its own; the first one's comes back", () => {
  const store = memory();
  chooseAccount(store, GRACE, ADA);
  expect([currentWorkspace(store), takeArrival(store), takeArrival(store)]).toEqual(["atelier-02b", "02b", null]);
  expect(otherWorkspaces(store)).toEqual([{ ...ADA, workspace: "atelier" }]);
  chooseAccount(store, ADA, GRACE);
  expect([currentWorkspace(store), takeArrival(store)]).toEqual(["atelier", "01a"]);
  expect(otherWorkspaces(store)).toEqual([{ ...GRACE, workspace: "atelier-02b" }]);
});

test("SU14: opened without signing in nobody arrives; also from a workspace where nobody has signed in yet", () => {
  const store = memory();
  chooseAccount(store, GRACE, ADA);
  chooseWorkspace(store, "atelier", null);
  expect([currentWorkspace(store), takeArrival(store)]).toEqual(["atelier", null]);
  expect(otherWorkspaces(store)).toEqual([{ ...GRACE, workspace: "atelier-02b" }]);
});

test("SU14: after the server was wiped the same name, in any case, finds its workspace by another id", () => {
  const store = memory();
  chooseAccount(store, GRACE, ADA);
  chooseAccount(store, { id: "03c", name: " Ada" }, GRACE);
  expect(currentWorkspace(store)).toBe("atelier");
  expect(otherWorkspaces(store).map(({ name }) => name)).toEqual(["grace"]);
});

test("SU14: a name that is none of a workspace opens the first one", () => {
  const store = memory();
  store.setItem(REGISTRY, JSON.stringify({ current: "../elsewhere" }));
  expect(currentWorkspace(store)).toBe("atelier");
});

test("SU14: what the page sets aside for one workspace is never replayed into another", () => {
  const store = memory();
  const kept = (id: string) => ({ id, at: 1, commands: [] });
  createUnsaved(storageOf(store, "atelier")).keep([kept("m1")]);
  createUnsaved(storageOf(store, "atelier-02b")).keep([kept("m2")]);
  const left = (workspace: string) => createUnsaved(storageOf(store, workspace)).left().map(({ id }) => id);
  expect([left("atelier"), left("atelier-02b"), left("atelier-03c")]).toEqual([["m1"], ["m2"], []]);
  createUnsaved(storageOf(store, "atelier-02b")).forget("m2");
  expect([left("atelier"), left("atelier-02b")]).toEqual([["m1"], []]);
});

test("SU14: what a tab remembers of one workspace is gone in another", () => {
  const session = memory();
  session.setItem("atelier:undo:song", "…");
  forgetOtherSession(session, "atelier");
  expect(session.getItem("atelier:undo:song")).toBe("…");
  forgetOtherSession(session, "atelier-02b");
  expect(session.getItem("atelier:undo:song")).toBeNull();
  session.setItem("atelier:undo:song", "…");
  forgetOtherSession(session, "atelier-02b");
  expect(session.getItem("atelier:undo:song")).toBe("…");
});

test("SU14: a tab that showed another workspace knows it, once; a new tab was moved from nowhere", () => {
  const [old, fresh] = [memory(), memory()];
  expect(forgetOtherSession(old, "atelier")).toBe(false);
  expect([forgetOtherSession(old, "atelier-02b"), forgetOtherSession(old, "atelier-02b")]).toEqual([true, false]);
  expect(forgetOtherSession(fresh, "atelier-02b")).toBe(false);
});

test("SU14: whose workspace is open", () => {
  const store = memory();
  expect(ownerHere(store)).toBeUndefined();
  chooseAccount(store, GRACE, ADA);
  expect(ownerHere(store)?.name).toBe("grace");
  chooseWorkspace(store, "atelier", GRACE);
  expect(ownerHere(store)?.name).toBe("ada");
});
