import { SqlError } from "../db/sqlite.ts";

const FRAMES = 4;

/** An exception for the event log: where it happened and what kind it is. Its message may hold content, so it is left out (DI2). */
export function describeError(error: unknown): Record<string, string | number> {
  if (error instanceof SqlError) return { error: error.name, code: error.code, sql: error.sql };
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s*at |@/.test(line));
  return { error: error.name, at: frames.slice(0, FRAMES).map(frameOf).join(" < ") };
}

/** Function and place, without the address of the page. */
const frameOf = (line: string): string =>
  line
    .trim()
    .replace(/^at /, "")
    .replace(/\(?[a-z-]+:\/\/\S*\/([^/\s)]+)\)?/, "$1");
