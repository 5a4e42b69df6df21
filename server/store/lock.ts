import { randomBytes } from "node:crypto";
import { readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";

const LOCK = "atelier.lock";
const HEARTBEAT_MS = 5_000;
/** A holder on another machine (a shared folder, another container) is believed dead after this long without a heartbeat. */
const SILENT_MS = 20_000;

interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly nonce: string;
  readonly started: string;
}

const inUse = ({ pid, host }: Holder, folder: string) =>
  `Another Atelier server (process ${pid} on ${host}) uses ${folder}. Nothing was changed. Stop it, or choose another folder: ATELIER_DATA=./data2 npm start`;

/** The sentence about a living process that holds the folder; undefined if it is free. */
export function holderOf(folder: string): string | undefined {
  const file = join(folder, LOCK);
  const holder = read(file);
  return holder && isAlive(holder, file) ? inUse(holder, folder) : undefined;
}

export interface FolderLock {
  release(): void;
}

/** Another process holds the folder; the message is for the person who started this one. */
export class FolderInUse extends Error {}

/**
 * Holds a data folder for this process, by `atelier.lock` in it (SV2): two embedded databases on one folder lose data silently.
 * A lock whose process ended is taken over.
 */
export function lockFolder(folder: string): FolderLock {
  const file = join(folder, LOCK);
  const me: Holder = { pid: process.pid, host: hostname(), nonce: randomBytes(8).toString("hex"), started: startOf(process.pid) };
  for (let tries = 0; !create(file, me); tries++) {
    const holder = read(file);
    if (holder && (tries === 10 || isAlive(holder, file))) throw new FolderInUse(inUse(holder, folder));
    if (holder) putAside(file, holder);
  }
  const beat = setInterval(() => utimesSync(file, new Date(), new Date()), HEARTBEAT_MS);
  beat.unref();
  return {
    release() {
      clearInterval(beat);
      if (read(file)?.nonce === me.nonce) rmSync(file);
    },
  };
}

function create(file: string, me: Holder): boolean {
  try {
    writeFileSync(file, JSON.stringify(me), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Undefined if the lock went away meanwhile; one that was cut off while it was written names nobody. */
function read(file: string): Holder | undefined {
  try {
    const text = readFileSync(file, "utf8");
    return text.endsWith("}") ? (JSON.parse(text) as Holder) : { pid: 0, host: hostname(), nonce: text, started: "" };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Renaming is what only one of several can do; if a newer lock was caught by it, that one is put back. */
function putAside(file: string, dead: Holder): void {
  const aside = `${file}.${randomBytes(4).toString("hex")}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  if (read(aside)?.nonce === dead.nonce) rmSync(aside);
  else renameSync(aside, file);
}

function isAlive(holder: Holder, file: string): boolean {
  if (holder.host !== hostname()) return Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) < SILENT_MS;
  if (holder.pid === 0) return false;
  if (holder.pid === process.pid) return holder.started === startOf(process.pid);
  return exists(holder.pid) && holder.started === startOf(holder.pid);
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/**
 * When a process began, where the system tells (Linux): its number may be somebody else's by now. Empty for one that is dead and
 * was only not fetched by its parent.
 */
function startOf(pid: number): string {
  try {
    const [state, ...fields] = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return state === "Z" ? "" : (fields[18] ?? "");
  } catch {
    return ""; // No /proc on this system, or no such process: the number alone decides.
  }
}
