import type { Context } from "hono";

/** What the Node adapter passes along; absent when the app is called without a socket. */
interface NodeBindings {
  readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } };
}

/** The address a request came from; behind a proxy that is to be trusted, the one that the proxy saw. */
export function remoteAddress(c: Context, trustProxy: boolean): string {
  const forwarded = trustProxy ? c.req.header("X-Forwarded-For")?.split(",").at(-1)?.trim() : undefined;
  return forwarded || ((c.env as NodeBindings | undefined)?.incoming?.socket?.remoteAddress ?? "local");
}

const LOOPBACK = /^(local|::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/;

/** Is this from this very machine, and not through a proxy on it? */
export const isLocal = (c: Context): boolean =>
  LOOPBACK.test(remoteAddress(c, false)) && !c.req.header("X-Forwarded-For") && !c.req.header("Forwarded");
