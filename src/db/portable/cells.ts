import { fromBase64, toBase64 } from "../../base/base64.ts";
import type { SqlValue } from "../sqlite.ts";

/** A cell in a line of JSON, which has no bytes and no integers beyond 2^53 (EX6). */
export type PortableCell = string | number | null | { readonly int: string } | { readonly base64: string };

export function encodeCell(value: SqlValue): PortableCell {
  if (typeof value === "bigint") return { int: value.toString() };
  if (value instanceof Uint8Array) return { base64: toBase64(value) };
  if (typeof value === "boolean") return Number(value);
  return value;
}

/** Undefined for what is no cell. */
export function decodeCell(cell: unknown): SqlValue | undefined {
  if (cell === null || typeof cell === "string" || typeof cell === "number") return cell;
  if (typeof cell !== "object") return undefined;
  if ("int" in cell && typeof cell.int === "string" && /^-?\d{1,19}$/.test(cell.int)) return BigInt.asIntN(64, BigInt(cell.int));
  return "base64" in cell && typeof cell.base64 === "string" ? fromBase64(cell.base64) : undefined;
}
