import type { RandomBytes } from "../../src/base/ids.ts";
import type { Space } from "../../src/protocol/spaces.ts";
import { randomHex } from "../auth/secrets.ts";
import { WireRefusal } from "../http/refusal.ts";
import type { Sql } from "../store/store.ts";
import { membershipRows } from "./membership-rows.ts";

/**
 * Makes a space with its first owner; an id that is yours already is answered as it is, so that a lost answer does no harm.
 * The epoch is random: a space that is made again after the server was wiped is another one (PR4).
 */
export async function createSpace(
  sql: Sql,
  space: Pick<Space, "id" | "name" | "kind">,
  owner: string,
  at: number,
  random: RandomBytes,
): Promise<Space> {
  const rows = membershipRows(sql);
  if (await rows.insert({ ...space, epoch: randomHex(random), tag: randomHex(random), at })) await rows.setMember(space.id, owner, "owner");
  const made = await rows.space(owner, space.id);
  if (!made) throw new WireRefusal("space_taken", "There is a space with this id that you are not a member of. Take a new id.");
  return made;
}
