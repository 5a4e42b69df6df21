import * as v from "valibot";
import { isClientId } from "../base/hlc.ts";

/**
 * Names on the wire: letters, digits and a few signs, so that nothing has to be escaped anywhere. Ids of rows with several key
 * columns join them with `~`, each percent-encoded.
 */
const NAME = /^(?!__)[A-Za-z_][A-Za-z0-9_.$-]{0,63}$/;
const ROW_ID = /^[A-Za-z0-9_.:~%+=/@-]{1,256}$/;
const SPACE_ID = /^[A-Za-z0-9_-]{8,64}$/;

export const isName = (text: unknown): text is string => typeof text === "string" && NAME.test(text);
export const isRowId = (text: unknown): text is string => typeof text === "string" && ROW_ID.test(text);

/** The column that says a record is deleted: null or absent is alive (PR7). */
export const DELETED = "_deleted";

export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
export const spaceId = v.pipe(v.string(), v.regex(SPACE_ID, "must be 8 to 64 letters, digits, _ or -"));
export const clientId = v.pipe(v.string(), v.check(isClientId, "must be 16 hexadecimal digits"));
/** A random id of an operation, of a user, of an invite. */
export const randomId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{8,64}$/, "must be 8 to 64 letters, digits, _ or -"));
