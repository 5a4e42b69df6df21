import { createSignal, Match, onMount, Show, Switch } from "solid-js";
import { Row, Section } from "../settings/section.tsx";
import { Button, Dialog, showToast } from "../ui/index.ts";
import { PassphraseForm, type PassphraseTask } from "./passphrase-form.tsx";
import { lock } from "./use-secrets.ts";
import "./lock.css";

type Asked = "protect" | "unlock" | "change" | "unprotect" | "forget";

const CURRENT = { label: "Passphrase", autocomplete: "current-password" } as const;
const NEW = [
  { label: "New passphrase", autocomplete: "new-password" },
  { label: "The same again", autocomplete: "new-password" },
] as const;

const TITLES: Record<Asked, string> = {
  protect: "Set a passphrase",
  unlock: "Unlock",
  change: "Change the passphrase",
  unprotect: "Take the lock off",
  forget: "Forget the secrets?",
};

const FORMS: Record<Exclude<Asked, "forget">, PassphraseTask> = {
  protect: {
    fields: NEW,
    repeats: true,
    text: "Several words are better than one. Nobody can tell you the passphrase if you forget it; the secrets then have to be entered again, and your notes stay.",
    action: "Lock with it",
    run: ([passphrase]) => lock.secrets.protect(passphrase!),
    said: "The secrets are encrypted from now on.",
  },
  unlock: {
    fields: [CURRENT],
    action: "Unlock",
    run: ([passphrase]) => lock.secrets.unlock(passphrase!),
    said: "Unlocked in this tab.",
  },
  change: {
    fields: [CURRENT, ...NEW],
    repeats: true,
    action: "Change it",
    run: ([from, to]) => lock.secrets.change(from!, to!),
    said: "The passphrase is changed.",
  },
  unprotect: {
    fields: [CURRENT],
    text: "The secrets then lie open in this browser's storage.",
    action: "Take the lock off",
    run: ([passphrase]) => lock.secrets.unprotect(passphrase!),
    said: "There is no lock any more.",
  },
};

/** The lock on keys and tokens. It guards secrets, not the workspace, and says so (SC4). */
export function LockSection() {
  const { secrets, view, look } = lock;
  const [asked, setAsked] = createSignal<Asked>();
  onMount(() => void look());
  const done = async (text: string) => {
    await look();
    showToast({ text });
  };
  const lockNow = () => {
    secrets.lock();
    void done("The secrets are locked in every tab.");
  };
  async function forget() {
    close();
    await secrets.forget();
    await done("The secrets and their lock are gone.");
  }
  const close = () => setAsked(undefined);
  const kept = () => {
    const names = view()?.names ?? [];
    return names.length === 0 ? "None yet" : names.join(", ");
  };
  return (
    <Section
      id="lock"
      title="App lock"
      text="Keeps secrets, such as the keys of assistants and the tokens of sync, encrypted on this device under a passphrase. Your notes are not encrypted by it."
    >
      <Row label="Secrets" hint="By name; they are in no backup and no export">
        {kept()}
      </Row>
      <Switch>
        <Match when={view()?.state === "open"}>
          <Row label="Lock" hint="Without one, whoever can use this browser can read the secrets">
            <Button onClick={() => setAsked("protect")}>Set a passphrase…</Button>
          </Row>
        </Match>
        <Match when={view()?.state === "locked"}>
          <Row label="Locked" hint="What needs a secret waits until you unlock">
            <div class="lock-buttons">
              <Button look="primary" onClick={() => setAsked("unlock")}>
                Unlock…
              </Button>
              <Button onClick={() => setAsked("forget")}>Forgotten…</Button>
            </div>
          </Row>
        </Match>
        <Match when={view()?.state === "unlocked"}>
          <Row label="Unlocked" hint="In this tab, until it is closed or reloaded">
            <Button onClick={lockNow}>Lock now</Button>
          </Row>
          <Row label="Passphrase">
            <div class="lock-buttons">
              <Button onClick={() => setAsked("change")}>Change…</Button>
              <Button onClick={() => setAsked("unprotect")}>Take the lock off…</Button>
            </div>
          </Row>
        </Match>
      </Switch>
      <Show when={asked()} keyed>
        {(what) => (
          <Dialog open title={TITLES[what]} onClose={close}>
            <Show when={what !== "forget" && what} fallback={<Forget onClose={close} onForget={() => void forget()} />}>
              {(form) => <PassphraseForm {...FORMS[form()]} onDone={look} onClose={close} />}
            </Show>
          </Dialog>
        )}
      </Show>
    </Section>
  );
}

function Forget(props: { onClose: () => void; onForget: () => void }) {
  return (
    <div class="lock-form">
      <p>
        Lock and secrets are deleted from this device, which cannot be undone. Your notes stay as they are; keys and tokens have to be
        entered again.
      </p>
      <footer>
        <Button onClick={() => props.onClose()}>Keep them</Button>
        <Button look="danger" onClick={() => props.onForget()}>
          Delete the secrets
        </Button>
      </footer>
    </div>
  );
}
