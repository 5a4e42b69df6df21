import { X } from "lucide-solid";
import { For, Show } from "solid-js";
import type { SpaceMember, SpaceRole, SyncSpace } from "../../content/sync/sync.model.ts";
import { createLiveQuery } from "../data/createLiveQuery.ts";
import { useClient } from "../data/use-client.ts";
import { attempt } from "../sync-panel/attempt.ts";
import { IconButton } from "../ui/index.ts";
import { ROLE_WORDS, ROLES } from "./role-words.ts";

/** Who is in a space. Its owners change roles and remove (SU12); the server enforces it. */
export function Members(props: { space: SyncSpace; me: string | undefined }) {
  const client = useClient();
  const members = createLiveQuery("sync.members", () => ({ space_id: props.space.id }), { keep: true });
  const isOwner = () => props.space.role === "owner";
  const setRole = ({ user_id, name }: SpaceMember, role: SpaceRole) =>
    attempt(
      client.task("space.set_role", { space_id: props.space.id, user_id, role }),
      `${name}: ${ROLE_WORDS[role].label.toLowerCase()} from now on.`,
    );
  const remove = ({ user_id, name }: SpaceMember) =>
    attempt(client.task("space.remove_member", { space_id: props.space.id, user_id }), `${name} is not in ${props.space.name} any more.`);
  return (
    <ul class="space-members" aria-label={`Members of ${props.space.name}`}>
      <For each={members.data}>
        {(member) => (
          <li>
            <span class="space-initial" aria-hidden="true">
              {member.name.charAt(0).toLocaleUpperCase()}
            </span>
            <span class="space-member">
              {member.name}
              <Show when={member.user_id === props.me}>
                <small> you</small>
              </Show>
            </span>
            <Show
              when={isOwner() && member.user_id !== props.me}
              fallback={<span class="space-role">{ROLE_WORDS[member.role].label}</span>}
            >
              <select
                class="field"
                aria-label={`Role of ${member.name}`}
                value={member.role}
                onChange={(event) => void setRole(member, event.currentTarget.value as SpaceRole)}
              >
                <For each={ROLES}>
                  {(role) => (
                    <option value={role} selected={member.role === role}>
                      {ROLE_WORDS[role].label}
                    </option>
                  )}
                </For>
              </select>
              <IconButton icon={X} label={`Remove ${member.name}`} onClick={() => void remove(member)} />
            </Show>
          </li>
        )}
      </For>
    </ul>
  );
}
