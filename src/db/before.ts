import type { SqlValue } from "./sqlite.ts";

/** How `changes.before_json` keeps what cells held: JSON has no bytes and no integers beyond 2^53. */
type Kept = string | number | null | { readonly int: string } | { readonly hex: string };

export const encodeBefore = (before: ReadonlyMap<string, SqlValue>): string =>
  JSON.stringify(Object.fromEntries([...before].map(([column, value]) => [column, keep(value)])));

export const decodeBefore = (json: string): Record<string, SqlValue> =>
  Object.fromEntries(Object.entries(JSON.parse(json) as Record<string, Kept>).map(([column, kept]) => [column, restore(kept)]));

function keep(value: SqlValue): Kept {
  if (typeof value === "bigint") return { int: value.toString() };
  if (value instanceof Uint8Array) return { hex: Array.from(value, (byte) => byte.toString(16).padStart(2, "0")).join("") };
  return value as string | number | null;
}

function restore(kept: Kept): SqlValue {
  if (typeof kept !== "object" || kept === null) return kept;
  if ("int" in kept) return BigInt(kept.int);
  return Uint8Array.from(kept.hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}
