import { createSignal, createUniqueId, Show } from "solid-js";
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
export function AccountForm(props: { kind?: Kind; name?: string | undefined }) {
  const client = useClient();
  const alert = createUniqueId();
  const [chosen, setChosen] = createSignal<Kind>();
  const kind = () => chosen() ?? props.kind ?? "sign_up";
  const [failure, setFailure] = createSignal<string>();
  const [working, setWorking] = createSignal(false);
  let name!: HTMLInputElement;
  let password!: HTMLInputElement;
  async function submit(event: SubmitEvent) {
    event.preventDefault();
    setWorking(true);
    setFailure(undefined);
    const { said } = WORDS[kind()];
    try {
      await client.task(`sync.${kind()}`, { name: name.value.trim(), password: password.value });
      password.value = "";
      showToast({ text: said });
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
          value={props.name ?? ""}
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
          aria-describedby={failure() ? alert : undefined}
        />
      </label>
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
