import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { packBody } from "./pack-body.ts";

test("PR9: a large request is sent as gzip and says so; a small one as it is", async () => {
  const small = JSON.stringify({ ops: [] });
  expect(await packBody(small)).toEqual({ body: small, headers: { "Content-Type": "application/json" } });
  const large = JSON.stringify({ text: "Verse “one”, 𝄞. ".repeat(100) });
  const { body, headers } = await packBody(large);
  expect(headers).toEqual({ "Content-Type": "application/json", "Content-Encoding": "gzip" });
  expect((body as ArrayBuffer).byteLength).toBeLessThan(large.length / 10);
  expect(gunzipSync(new Uint8Array(body as ArrayBuffer)).toString()).toBe(large);
});
