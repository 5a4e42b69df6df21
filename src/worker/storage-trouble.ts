import type { Failure } from "../base/result.ts";
import { SqlError } from "../db/sqlite.ts";

const IOERR = 10;
const FULL = 13;

/** Writing that failed for want of room; in OPFS a quota shows as IOERR, not FULL. Null for everything else. */
export function storageTrouble(error: unknown): Failure | null {
  if (!(error instanceof SqlError) || (error.code !== IOERR && error.code !== FULL)) return null;
  return {
    type: "StorageFull",
    message:
      "This device has no room left for Atelier, so the last change was not saved. Everything saved before is safe and can be read and exported; empty the trash or free space on the device, then try again.",
  };
}
