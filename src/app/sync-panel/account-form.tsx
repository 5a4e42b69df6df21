import { createSignal, createUniqueId, Show } from "solid-js";
import { accountKey } from "../../base/account.ts";
import type { SyncAccount } from "../../content/sync/sync.model.ts";
import { openAccount } from "../data/switch-workspace.ts";
import { useClient } from "../data/use-client.ts";
import { failureText } from "../ui/failure-text.ts";
import { Button, Segmented, showToast } from "../ui/index.ts";
import "../ui/field.css";
import "./account-form.css";

const KINDS = [
  { value: "sign_up", label: "New account" },
  { value: "sign_in", label: "I have one" },
] as const;
type Kind = (typeof KINDS)[number]["value"];

const WORDS = {
  sign_up: { action: "Create account", autocomplete: "new-password", said: "Your account is there." },
  sign_in: { action: "Sign in", autocomplete: "current-password", said: "You are signed in." },
} as const;

/** A name and a password for this server; the session that comes of it is kept by the browser, the password by nobody (SU2). */
export function AccountForm(props: { kind?: Kind; account?: SyncAccount | null }) {
  const client = useClient();
  const [alert, other] = [createUniqueId(), createUniqueId()];
  const [chosen, setChosen] = createSignal<Kind>();
  const kind = () => chosen() ?? props.kind ?? "sign_up";
  const [failure, setFailure] = createSignal<string>();
  const [working, setWorking] = createSignal(false);
  const [written, setWritten] = createSignal<string>();
  const typed = () => (written() ?? props.account?.name ?? "").trim();
  /** Whose this workspace is, if it is not of the one who is signing in. */
  const owner = () =>
    props.account && accountKey(typed()) !== "" && accountKey(typed()) !== accountKey(props.account.name) ? props.account : null;
  let name!: HTMLInputElement;
  let password!: HTMLInputElement;
  async function submit(event: SubmitEvent) {
    event.preventDefault();
    setWorking(true);
    setFailure(undefined);
    const { said } = WORDS[kind()];
    try {
      const { elsewhere, ...user } = await client.task(`sync.${kind()}`, { name: name.value.trim(), password: password.value });
      password.value = "";
      if (elsewhere) await openAccount(client, user, props.account ?? null);
      else showToast({ text: said });
    } catch (error) {
      setFailure(failureText(error));
    } finally {
      setWorking(false);
    }
  }
  return (
    <form class="account-form" onSubmit={(event) => void submit(event)}>
      <Segmented label="Account" options={KINDS} value={kind()} onChange={setChosen} />
      <label>
        <span>Name</span>
        <input
          ref={name}
          class="field"
          required
          value={props.account?.name ?? ""}
          onInput={(event) => setWritten(event.currentTarget.value)}
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
          aria-describedby={failure() ? alert : owner() ? other : undefined}
        />
      </label>
      <Show when={owner()}>
        {(known) => (
          <p id={other} class="account-other">
            This workspace is {known().name}'s. Signing in as {typed()} opens another one on this device. {known().name}'s stays as it is,
            and is back when {known().name} signs in.
          </p>
        )}
      </Show>
      <label>
        <span>Password</span>
        <input
          ref={password}
          class="field"
          type="password"
          required
          minlength={8}
          autocomplete={WORDS[kind()].autocomplete}
          aria-describedby={failure() ? alert : undefined}
        />
      </label>
      <Show when={failure()}>
        <p id={alert} role="alert">
          {failure()}
        </p>
      </Show>
      <footer>
        <Button look="primary" type="submit" disabled={working()}>
          {working() ? "One moment…" : WORDS[kind()].action}
        </Button>
      </footer>
    </form>
  );
}
