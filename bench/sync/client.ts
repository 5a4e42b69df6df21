import { randomFillSync } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { dataModules } from "../../src/content/index.data.ts";
import { createCapture } from "../../src/sync/capture.ts";
import { packBody } from "../../src/worker/pack-body.ts";
import { type SyncWorld, wireSync } from "../../src/worker/sync-wiring.ts";
import { openTestWorkspace, type TestWorkspace } from "../../src/worker/testing.ts";
import type { World } from "../../server/testing/world.ts";

/** Bytes of the requests and answers of one kind: as text, and as they are sent. */
export class Traffic {
  requests = 0;
  asText = 0;
  sent = 0;
  answeredAsText = 0;
  answered = 0;
}

export interface Client {
  readonly workspace: TestWorkspace;
  readonly pushes: Traffic;
  readonly pulls: Traffic;
}

const random = (bytes: Uint8Array<ArrayBuffer>) => randomFillSync(bytes);

/** A whole workspace with the app's own engine of sync, in memory, that speaks to a server in the same process. It syncs when told. */
export async function openClient(world: World): Promise<Client> {
  const [pushes, pulls] = [new Traffic(), new Traffic()];
  const wire = countingWire(world, (path) => (path.endsWith("/push") ? pushes : path === "/pull" ? pulls : null));
  const sync = wireSync({
    modules: dataModules,
    now: Date.now,
    random,
    chance: () => 0,
    after: () => () => undefined,
    wire: () => wire,
    listen: () => () => () => undefined,
    awake: () => () => undefined,
    sealed: { replace: async () => undefined, answers: async () => [], forgetAnswers: async () => undefined },
    origin: "",
  });
  const workspace = await openTestWorkspace(dataModules, { capture: createCapture({ now: Date.now, random }), sync });
  workspace.clock.now = Date.now();
  return { workspace, pushes, pulls };
}

/** As the page's worker sends it: packed, with the session's cookie. */
function countingWire(world: World, countOf: (path: string) => Traffic | null): ReturnType<SyncWorld["wire"]> {
  let cookie = "";
  return async (method, path, body) => {
    const text = body === undefined ? "" : JSON.stringify(body);
    const sent = body === undefined ? { headers: {} } : await packBody(text);
    const headers = { ...sent.headers, "Accept-Encoding": "gzip", "Sec-Fetch-Site": "same-origin", Cookie: cookie };
    const answer = await world.api.request(path, { method, ...sent, headers });
    cookie = answer.headers.get("set-cookie")?.split(";")[0] ?? cookie;
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const plain = answer.headers.get("content-encoding") === "gzip" ? gunzipSync(bytes) : bytes;
    const traffic = countOf(path);
    if (traffic && "body" in sent) {
      traffic.requests++;
      traffic.asText += Buffer.byteLength(text);
      traffic.sent += typeof sent.body === "string" ? Buffer.byteLength(sent.body) : sent.body.byteLength;
      traffic.answeredAsText += plain.length;
      traffic.answered += bytes.length;
    }
    return { status: answer.status, body: JSON.parse(Buffer.from(plain).toString()) as unknown, retryAfter: null };
  };
}
