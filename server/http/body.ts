import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { Context } from "hono";
import * as v from "valibot";
import { LIMITS } from "../../src/protocol/limits.ts";
import { WireRefusal } from "./refusal.ts";

const unpack = promisify(gunzip);

/** The JSON body of a request, checked: type, size as sent and unpacked, shape (PR9). An empty body is `{}`. */
export async function readBody<Schema extends v.GenericSchema>(c: Context, schema: Schema): Promise<v.InferOutput<Schema>> {
  const bytes = await readBytes(c);
  if (bytes.length > 0 && !/^application\/json\b/i.test(c.req.header("Content-Type") ?? ""))
    throw new WireRefusal("unsupported_media_type", "Send JSON with Content-Type: application/json.");
  const text = new TextDecoder("utf-8", { fatal: true });
  let value: unknown;
  try {
    value = bytes.length === 0 ? {} : JSON.parse(text.decode(await unpacked(c, bytes)));
  } catch (error) {
    if (error instanceof WireRefusal) throw error;
    throw new WireRefusal("invalid_request", "The body is not JSON in UTF-8.");
  }
  const checked = v.safeParse(schema, value);
  if (checked.success) return checked.output;
  const [issue] = checked.issues;
  const path = v.getDotPath(issue) ?? "";
  throw new WireRefusal("invalid_request", `${path ? `"${path}": ` : ""}${issue.message}.`, path ? { path } : {});
}

const tooLarge = () =>
  new WireRefusal("too_large", `A request has at most ${LIMITS.bodyBytes} bytes as it is sent, and ${LIMITS.unpackedBytes} unpacked.`);

/** Reads no further than the limit, whatever the header says about the length. */
async function readBytes(c: Context): Promise<Buffer> {
  if (Number(c.req.header("Content-Length") ?? 0) > LIMITS.bodyBytes) throw tooLarge();
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of (c.req.raw.body ?? []) as AsyncIterable<Uint8Array>) {
    length += part.length;
    if (length > LIMITS.bodyBytes) throw tooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
}

async function unpacked(c: Context, bytes: Buffer): Promise<Buffer> {
  const encoding = c.req.header("Content-Encoding")?.toLowerCase() ?? "identity";
  if (encoding === "identity") return bytes;
  if (encoding !== "gzip") throw new WireRefusal("unsupported_media_type", "Content-Encoding may be gzip.");
  try {
    return await unpack(bytes, { maxOutputLength: LIMITS.unpackedBytes });
  } catch (error) {
    if ((error as { code?: string }).code === "ERR_BUFFER_TOO_LARGE") throw tooLarge();
    throw new WireRefusal("invalid_request", "The body is not gzip, although Content-Encoding says so.");
  }
}
