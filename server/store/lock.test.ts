import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FolderInUse, holderOf, lockFolder } from "./lock.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "atelier-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const held = (holder: object) => writeFileSync(join(folder, "atelier.lock"), JSON.stringify({ nonce: "x", started: "", ...holder }));
/** When a process began, as the lock writes it. */
const startOf = (pid: number) =>
  readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /s, "")
    .split(" ")[19];

describe("SV2: one process on a data folder", () => {
  test("the second is refused with a sentence that says who and what to do; afterwards the folder is free", () => {
    const lock = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(FolderInUse);
    expect(holderOf(folder)).toContain(`process ${process.pid} on ${hostname()}) uses ${folder}. Nothing was changed. Stop it, or`);
    lock.release();
    expect(holderOf(folder)).toBeUndefined();
    lockFolder(folder).release();
    expect(readdirSync(folder)).toEqual([]);
  });

  test("another living process keeps it; killed with -9 it is taken over", async () => {
    const other = spawn("sleep", ["30"]);
    held({ pid: other.pid, host: hostname(), started: startOf(other.pid!) });
    expect(() => lockFolder(folder)).toThrow(FolderInUse);
    other.kill("SIGKILL");
    await once(other, "exit");
    lockFolder(folder).release();
  });

  test.each([
    ["a process that is gone", () => ({ pid: spawnSync("true").pid, host: hostname() })],
    ["a number that another process has now", () => ({ pid: process.ppid, host: hostname(), started: "1" })],
    ["another machine that has been silent", () => ({ pid: 1, host: "elsewhere", old: true })],
  ])("the lock of %s is taken over", (_, holder) => {
    const { old, ...rest } = { old: false, ...holder() };
    held(rest);
    if (old) utimesSync(join(folder, "atelier.lock"), new Date(), new Date(Date.now() - 60_000));
    lockFolder(folder).release();
  });

  test("another machine that was heard of just now keeps it", () => {
    held({ pid: 1, host: "elsewhere" });
    expect(() => lockFolder(folder)).toThrow(FolderInUse);
  });

  test("a lock that was cut off while it was written is nobody's", () => {
    writeFileSync(join(folder, "atelier.lock"), '{"pid":12');
    lockFolder(folder).release();
    expect(existsSync(join(folder, "atelier.lock"))).toBe(false);
  });
});
