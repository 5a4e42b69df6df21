import { A } from "@solidjs/router";
import { Plus, UsersRound } from "lucide-solid";
import { createSignal, createUniqueId, For, Match, Show, Switch } from "solid-js";
import type { SyncSpace } from "../../content/sync/sync.model.ts";
import { createLiveQuery } from "../data/createLiveQuery.ts";
import { useClient } from "../data/use-client.ts";
import { attempt } from "../sync-panel/attempt.ts";
import { plural } from "../ui/plural.ts";
import { Button, Dialog, EmptyState } from "../ui/index.ts";
import { Invite } from "./invite.tsx";
import { Members } from "./members.tsx";
import { ROLE_WORDS } from "./role-words.ts";
import "../ui/field.css";
import "./spaces.css";

/** One's own space and the shared ones: who is in them, and what can be done (SU9–SU12). */
export function SpacesPage() {
  const status = createLiveQuery("sync.status", () => ({}), { keep: true });
  const spaces = createLiveQuery("sync.spaces", () => ({}), { keep: true });
  const [making, setMaking] = createSignal(false);
  const shared = () => spaces.data?.filter(({ personal }) => !personal) ?? [];
  const own = () => spaces.data?.find(({ personal }) => personal);
  return (
    <div class="plain-page">
      <div class="plain-column spaces">
        <header>
          <div>
            <h1>Spaces</h1>
            <p>Everything lies in your own space, which only you see, until you move it into one that you share.</p>
          </div>
          <Show when={status.data && status.data.phase !== "signed_out"}>
            <Button icon={Plus} look="primary" onClick={() => setMaking(true)}>
              New space
            </Button>
          </Show>
        </header>
        <Switch>
          <Match when={status.data?.phase === "signed_out"}>
            <EmptyState
              picture={<UsersRound size={44} strokeWidth={1.25} />}
              text="To share something with others you need an account on this server."
              action={
                <A class="button" data-look="primary" href="/settings#sync">
                  Set up sync
                </A>
              }
            />
          </Match>
          <Match when={spaces.data}>
            <Show when={own()}>
              {(space) => (
                <section class="space-card" aria-label="Your own space">
                  <header>
                    <h2>Your own space</h2>
                    <p>Only you · {plural(space().nodes, "item", "items")}</p>
                  </header>
                </section>
              )}
            </Show>
            <For each={shared()}>{(space) => <SpaceCard space={space} me={status.data?.account?.id} />}</For>
            <Show when={shared().length === 0}>
              <EmptyState
                picture={<UsersRound size={44} strokeWidth={1.25} />}
                text="You share nothing yet. Make a space, invite people by a link, and move into it what they should see."
              />
            </Show>
          </Match>
        </Switch>
        <NewSpace open={making()} onClose={() => setMaking(false)} />
      </div>
    </div>
  );
}

function SpaceCard(props: { space: SyncSpace; me: string | undefined }) {
  const client = useClient();
  const [inviting, setInviting] = createSignal(false);
  const [leaving, setLeaving] = createSignal(false);
  const facts = () =>
    [
      ROLE_WORDS[props.space.role].label,
      props.space.members === null ? "" : plural(props.space.members, "member", "members"),
      plural(props.space.nodes, "item", "items"),
    ]
      .filter(Boolean)
      .join(" · ");
  async function leave() {
    setLeaving(false);
    await attempt(
      client.task("space.leave", { space_id: props.space.id }),
      `You left ${props.space.name}. What was fetched of it stays on this device.`,
    );
  }
  return (
    <section class="space-card" aria-label={props.space.name}>
      <header>
        <div>
          <h2>{props.space.name}</h2>
          <p>{facts()}</p>
        </div>
        <div>
          <Show when={props.space.role === "owner"}>
            <Button onClick={() => setInviting(true)}>Invite…</Button>
          </Show>
          <Button look="quiet" onClick={() => setLeaving(true)}>
            Leave…
          </Button>
        </div>
      </header>
      <Members space={props.space} me={props.me} />
      <Invite space={props.space} open={inviting()} onClose={() => setInviting(false)} />
      <Dialog open={leaving()} title={`Leave ${props.space.name}?`} onClose={() => setLeaving(false)}>
        <div class="space-form">
          <p>
            You see no more changes of the others, and they see none of yours. What is on this device stays.
            {props.space.members === 1 ? " You are the last one in it: on the server the space is deleted for ever." : ""} Only an owner can
            invite you again.
          </p>
          <footer>
            <Button onClick={() => setLeaving(false)}>Stay</Button>
            <Button look="danger" onClick={() => void leave()}>
              Leave
            </Button>
          </footer>
        </div>
      </Dialog>
    </section>
  );
}

function NewSpace(props: { open: boolean; onClose: () => void }) {
  const client = useClient();
  const field = createUniqueId();
  const [name, setName] = createSignal("");
  async function create(event: SubmitEvent) {
    event.preventDefault();
    const wanted = name().trim();
    const done = await attempt(client.task("space.create", { name: wanted }), `${wanted} is there. Invite somebody by a link.`);
    if (!done) return;
    setName("");
    props.onClose();
  }
  return (
    <Dialog open={props.open} title="New space" onClose={() => props.onClose()}>
      <form class="space-form" onSubmit={(event) => void create(event)}>
        <label for={field}>Name</label>
        <input
          id={field}
          class="field"
          required
          maxLength={100}
          autocomplete="off"
          placeholder="The band"
          value={name()}
          onInput={(event) => setName(event.currentTarget.value)}
          ref={(element) => queueMicrotask(() => element.focus())}
        />
        <p>Whoever you invite sees its name and everything that lies in it.</p>
        <footer>
          <Button onClick={() => props.onClose()}>Cancel</Button>
          <Button look="primary" type="submit">
            Make it
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
