/** Below this the wrapping costs as much as it saves. */
const SMALL = 400;

/** What a request carries: gzip from a few hundred characters on, where the browser can (LIMITS count what is sent). */
export async function packBody(json: string): Promise<{ readonly body: string | ArrayBuffer; readonly headers: Record<string, string> }> {
  const headers = { "Content-Type": "application/json" };
  if (json.length < SMALL || !("CompressionStream" in globalThis)) return { body: json, headers };
  const packed = new Blob([json]).stream().pipeThrough(new CompressionStream("gzip"));
  return { body: await new Response(packed).arrayBuffer(), headers: { ...headers, "Content-Encoding": "gzip" } };
}
