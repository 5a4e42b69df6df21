/**
 * `GET /v1/events`: server-sent events that say where spaces are; what changed is pulled. With `Accept: application/json` the same
 * as one answer, `HeadsAnswer`, for clients behind something that cuts streams.
 *
 * `event: head` with `SpaceHead`: once for each space at the beginning, and whenever a space moves.
 * `event: spaces` without data: the list of spaces or a role changed; ask `GET /v1/spaces`.
 * `event: end` the session ended. A comment comes every 25 s.
 */
export interface SpaceHead {
  readonly id: string;
  readonly seq: number;
}

export interface HeadsAnswer {
  readonly spaces: readonly SpaceHead[];
}

export const EVENTS = { head: "head", spaces: "spaces", end: "end" } as const;
export const HEARTBEAT_MS = 25_000;
