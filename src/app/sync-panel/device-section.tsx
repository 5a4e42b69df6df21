import { createSignal, Show } from "solid-js";
import type { SyncStatus } from "../../content/sync/sync.model.ts";
import { useClient } from "../data/use-client.ts";
import { Row, Section } from "../settings/section.tsx";
import { Button, Dialog, showToast } from "../ui/index.ts";
import { attempt } from "./attempt.ts";
import { plural } from "../ui/plural.ts";

/** What sync keeps on this device, and leaving it. */
export function DeviceSection(props: { status: SyncStatus }) {
  const client = useClient();
  const [leaving, setLeaving] = createSignal(false);
  async function clear() {
    const cleared = await attempt(client.task("sync.clear_cache", {}));
    if (!cleared) return;
    const { rows } = cleared;
    showToast({ text: rows === 0 ? "There was nothing to clear." : `Cleared: ${plural(rows, "item", "items")}.` });
  }
  async function signOut() {
    setLeaving(false);
    await attempt(client.task("sync.sign_out", {}), "You are signed out. Everything is still on this device.");
  }
  return (
    <Section id="device" title="On this device">
      <Row label="Cache" hint="What is left of spaces that you have left. Never what was not sent yet">
        <Button onClick={() => void clear()}>Clear cache</Button>
      </Row>
      <Show when={props.status.phase !== "signed_out"}>
        <Row label="Sign out" hint="Everything stays on this device and goes on working">
          <Button onClick={() => setLeaving(true)}>Sign out…</Button>
        </Row>
      </Show>
      <Dialog open={leaving()} title="Sign out on this device?" onClose={() => setLeaving(false)}>
        <div class="sync-ask">
          <p>
            Everything you see stays here and goes on working; nothing is sent or fetched any more. Your other devices keep what they have.
          </p>
          <p>{leftWords(props.status)}</p>
          <footer>
            <Button onClick={() => setLeaving(false)}>Stay signed in</Button>
            <Button look="primary" onClick={() => void signOut()}>
              Sign out
            </Button>
          </footer>
        </div>
      </Dialog>
    </Section>
  );
}

const leftWords = ({ pending }: SyncStatus): string =>
  pending === 0
    ? "The server has everything that you changed."
    : `${plural(pending, "change was", "changes were")} not sent yet. They stay here and are sent when you sign in again.`;
