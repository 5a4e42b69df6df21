/**
 * What the leader leaves for the service worker: pushes that are ready to be posted as they are, and what the server said
 * to them. Both ends keep to these names; the service worker knows nothing of what it posts (SU13).
 */
export const SEALED = {
  database: "atelier-sealed-pushes",
  pushes: "pushes",
  answers: "answers",
  /** Of Background Sync. */
  tag: "atelier-push",
} as const;

export interface SealedPush {
  /** `space:m`, the m padded: they are posted in this order. */
  readonly id: string;
  /** The id of the account whose push it is: it is posted with no other one's session. */
  readonly account: string;
  readonly space_id: string;
  /** Where it goes, from the root of this origin. */
  readonly url: string;
  /** The JSON of the request. */
  readonly body: string;
}

export interface SealedAnswer {
  /** Of the push. */
  readonly id: string;
  readonly account: string;
  readonly space_id: string;
  /** The JSON of the request. */
  readonly request: string;
  /** The JSON that the server answered with a success. */
  readonly body: string;
}

/** Ten digits hold every m there will be. */
export const sealedId = (spaceId: string, m: number): string => `${spaceId}:${String(m).padStart(10, "0")}`;
