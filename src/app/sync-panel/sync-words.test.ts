import { expect, test } from "vitest";
import type { SyncStatus } from "../../content/sync/sync.model.ts";
import { againWords, syncWords } from "./sync-words.ts";

const NOW = 1_800_000_000_000;
const IDLE: SyncStatus = {
  mode: "automatic",
  phase: "idle",
  account: { id: "u", name: "ada" },
  last_synced_at: NOW - 120_000,
  pending: 0,
  failed: 0,
  conflicts: 0,
  dead: 0,
  progress: null,
  next_at: null,
  error: null,
};
const short = (change: Partial<SyncStatus>) => syncWords({ ...IDLE, ...change }, NOW).short;
const error = { type: "unreachable", message: "The server does not answer." };

test("SU1: the worst comes first", () => {
  expect(short({})).toBe("Synced 2 minutes ago");
  expect(short({ pending: 3 })).toBe("3 changes to send");
  expect(short({ pending: 3, failed: 1 })).toBe("1 change failed");
  expect(short({ pending: 3, failed: 1, error })).toBe("Sync waits");
  expect(short({ pending: 3, error, dead: 2 })).toBe("2 changes refused");
  expect(short({ dead: 2, conflicts: 1 })).toBe("1 conflict");
  expect(short({ conflicts: 1, phase: "paused" })).toBe("Sync paused");
});

test("SU1: off says that nothing leaves the device, and an unsynced device never says that it is synced", () => {
  expect(syncWords({ ...IDLE, mode: "off" }, NOW).long).toContain("nothing leaves this device");
  expect(syncWords({ ...IDLE, phase: "signed_out", account: null }, NOW).long).toBe("Nothing leaves this device.");
  expect(short({ phase: "signed_out" })).toBe("Signed out");
  expect(short({ phase: "signed_out", error })).toBe("Sync paused");
  expect(syncWords({ ...IDLE, phase: "signed_out", pending: 2 }, NOW).long).toContain("2 changes wait here");
  expect(short({ last_synced_at: null })).toBe("Not synced yet");
});

test("SU1: what waits says when it is tried again", () => {
  expect(syncWords({ ...IDLE, error, next_at: NOW + 40_000 }, NOW).long).toBe(
    "The server does not answer. It is tried again in 40 seconds.",
  );
  expect(againWords({ next_at: NOW + 300_000 }, NOW)).toBe(" It is tried again in 5 minutes.");
  expect(againWords({ next_at: NOW - 1 }, NOW)).toBe(" It is tried again now.");
});
