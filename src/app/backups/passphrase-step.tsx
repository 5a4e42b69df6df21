import { createUniqueId, onMount, Show } from "solid-js";
import { Button } from "../ui/index.ts";
import "./dialogs.css";

interface PassphraseStepProps {
  readonly text: string;
  /** Why the last one did not open it. */
  readonly message: string | undefined;
  readonly onTyped: (typed: string) => void;
  readonly onClose: () => void;
}

/** Asks for the passphrase of an encrypted file (BR8). */
export function PassphraseStep(props: PassphraseStepProps) {
  const id = createUniqueId();
  let field!: HTMLInputElement;
  onMount(() => field.focus());
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        props.onTyped(field.value);
      }}
    >
      <p>{props.text}</p>
      <label>
        <span>Passphrase</span>
        <input
          ref={field}
          class="field"
          type="password"
          required
          autocomplete="current-password"
          aria-describedby={props.message ? id : undefined}
        />
      </label>
      <Show when={props.message}>
        <p id={id} role="alert">
          {props.message}
        </p>
      </Show>
      <footer>
        <Button onClick={() => props.onClose()}>Cancel</Button>
        <Button look="primary" type="submit">
          Open it
        </Button>
      </footer>
    </form>
  );
}
