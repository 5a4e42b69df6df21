import * as v from "valibot";
import { count, spaceId } from "./names.ts";

/** What a member may do, most first: owners also manage members, editors write, viewers read. */
export const ROLES = ["owner", "editor", "viewer"] as const;
export type Role = (typeof ROLES)[number];
const role = v.picklist(ROLES);

/** May be sealed by the client: the server shows it to nobody but members. */
const spaceName = v.pipe(
  v.string(),
  v.maxLength(500),
  v.check((text) => !/\p{Cc}/u.test(text), "has no control characters"),
);

export interface Member {
  readonly user: string;
  readonly name: string;
  readonly role: Role;
  /** The clients they have written with, by which a clock tells who made a change. */
  readonly clients?: readonly string[];
}

export interface Space {
  readonly id: string;
  readonly name: string;
  readonly kind: "personal" | "shared";
  readonly role: Role;
  readonly head: number;
  readonly min_sv: number;
}

/** `GET /v1/spaces` */
export interface SpacesAnswer {
  readonly spaces: readonly Space[];
}

/** `POST /v1/spaces`: an id of one's own (made offline), or one is made. Making it again answers the same space. */
export const createSpaceRequest = v.object({ id: v.optional(spaceId), name: spaceName });
/** `PATCH /v1/spaces/:id`, by owners; `min_sv` only ever grows. */
export const updateSpaceRequest = v.object({ name: v.optional(spaceName), min_sv: v.optional(count) });

/** `GET /v1/spaces/:id/members` */
export interface MembersAnswer {
  readonly members: readonly Member[];
}
/** `PATCH /v1/spaces/:id/members/:user`; `DELETE` of the same removes, or leaves if it is oneself. */
export const updateMemberRequest = v.object({ role });

const DAY = 86_400_000;
/** `POST /v1/spaces/:id/invites`, by owners. */
export const createInviteRequest = v.object({
  role: v.optional(role, "editor"),
  /** How long it can be used; a week unless said, at most 90 days. */
  ttl_ms: v.optional(v.pipe(count, v.minValue(1), v.maxValue(90 * DAY)), 7 * DAY),
  /** How many people may use it. */
  uses: v.optional(v.pipe(count, v.minValue(1), v.maxValue(1_000)), 1),
});

export interface Invite {
  readonly id: string;
  readonly role: Role;
  readonly expires_at: number;
  readonly uses_left: number;
}

/** `GET /v1/spaces/:id/invites`; `DELETE /v1/spaces/:id/invites/:invite` takes one back. */
export interface InvitesAnswer {
  readonly invites: readonly Invite[];
}

/** `code` is shown this once; the link is `<origin>/join#<code>`, behind the `#` so that no server log has it. */
export interface InviteAnswer {
  readonly invite: Invite;
  readonly code: string;
}

/** `POST /v1/invites/accept` → `{space: Space}`. */
export const acceptInviteRequest = v.object({
  code: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{8,64}\.[A-Za-z0-9_-]{43}$/, "is not an invite")),
});
