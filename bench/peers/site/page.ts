import { wrap } from "comlink";
import type { PeerKey } from "../list.ts";
import type { Peer } from "../peer.ts";
import { makePeer } from "./make.ts";
import { showBench } from "./show-bench.ts";

const key = new URL(location.href).searchParams.get("peer") as PeerKey;

/** As each is meant to be used: sqlocal has a worker of its own, the others are kept off the page by ours. */
const peer =
  key === "sqlocal"
    ? await makePeer(key)
    : (wrap(new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: key })) as unknown as Peer);

showBench(peer);
