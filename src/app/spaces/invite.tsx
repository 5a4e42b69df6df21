import { Copy } from "lucide-solid";
import { createSignal, createUniqueId, For, Show } from "solid-js";
import type { SpaceRole, SyncSpace } from "../../content/sync/sync.model.ts";
import { useClient } from "../data/use-client.ts";
import { attempt } from "../sync-panel/attempt.ts";
import { Button, Dialog, showToast } from "../ui/index.ts";
import { ROLE_WORDS, ROLES } from "./role-words.ts";

/** A link that makes whoever opens it a member (SU10). */
export function Invite(props: { space: SyncSpace; open: boolean; onClose: () => void }) {
  const client = useClient();
  const field = createUniqueId();
  const [role, setRole] = createSignal<SpaceRole>("editor");
  const [url, setUrl] = createSignal<string>();
  async function make() {
    const made = await attempt(client.task("space.invite", { space_id: props.space.id, role: role() }));
    if (made) setUrl(new URL(made.url, location.href).href);
  }
  async function copy() {
    await navigator.clipboard.writeText(url()!);
    showToast({ text: "The link is on the clipboard." });
  }
  function close() {
    setUrl(undefined);
    props.onClose();
  }
  return (
    <Dialog open={props.open} title={`Invite to ${props.space.name}`} onClose={close}>
      <div class="space-form">
        <Show
          when={url()}
          fallback={
            <>
              <fieldset>
                <legend>Who opens the link becomes</legend>
                <For each={ROLES}>
                  {(each) => (
                    <label>
                      <input type="radio" name="role" value={each} checked={role() === each} onChange={() => setRole(each)} />
                      <span>
                        {ROLE_WORDS[each].label} <small>{ROLE_WORDS[each].may}</small>
                      </span>
                    </label>
                  )}
                </For>
              </fieldset>
              <footer>
                <Button onClick={close}>Cancel</Button>
                <Button look="primary" onClick={() => void make()}>
                  Make a link
                </Button>
              </footer>
            </>
          }
        >
          {(link) => (
            <>
              <label class="space-link" for={field}>
                Link
              </label>
              <div class="space-copy">
                <input id={field} class="field" readonly value={link()} onFocus={(event) => event.currentTarget.select()} />
                <Button icon={Copy} look="primary" onClick={() => void copy()}>
                  Copy
                </Button>
              </div>
              <p>One person can join with it as {ROLE_WORDS[role()].label.toLowerCase()}, within a week. Give it to nobody else.</p>
              <footer>
                <Button onClick={close}>Done</Button>
              </footer>
            </>
          )}
        </Show>
      </div>
    </Dialog>
  );
}
