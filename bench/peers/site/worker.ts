import { expose } from "comlink";
import type { PeerKey } from "../list.ts";
import type { Peer } from "../peer.ts";
import { makePeer } from "./make.ts";

/** The peer named by the worker, from the first message on. */
const made = makePeer((globalThis as unknown as { name: PeerKey }).name);
const later = new Proxy({} as Peer, {
  get:
    (_, method: keyof Peer) =>
    async (...args: unknown[]) =>
      ((await made)[method] as (...args: unknown[]) => unknown)(...args),
});
expose(later);
