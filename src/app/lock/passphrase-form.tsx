import { createSignal, createUniqueId, For, Show } from "solid-js";
import { failureText } from "../ui/failure-text.ts";
import { Button, showToast } from "../ui/index.ts";

interface Field {
  readonly label: string;
  readonly autocomplete: "current-password" | "new-password";
}

/** What is asked, and what is done with it. */
export interface PassphraseTask {
  readonly fields: readonly Field[];
  /** The last field repeats the one before: only a check. */
  readonly repeats?: boolean;
  readonly text?: string;
  readonly action: string;
  readonly run: (values: readonly string[]) => Promise<void>;
  readonly said: string;
}

interface FormProps extends PassphraseTask {
  readonly onDone?: () => Promise<void>;
  readonly onClose: () => void;
}

/** Passphrases are typed here and nowhere kept. */
export function PassphraseForm(props: FormProps) {
  const id = createUniqueId();
  const [failure, setFailure] = createSignal<string>();
  const [working, setWorking] = createSignal(false);
  let form!: HTMLFormElement;
  async function submit(event: SubmitEvent) {
    event.preventDefault();
    const values = [...form.querySelectorAll("input")].map((input) => input.value);
    if (props.repeats && values.at(-1) !== values.at(-2)) {
      setFailure("The two new passphrases differ. Nothing was changed.");
      return;
    }
    setWorking(true);
    try {
      await props.run(values);
      await props.onDone?.();
      showToast({ text: props.said });
      props.onClose();
    } catch (error) {
      setFailure(failureText(error));
    } finally {
      setWorking(false);
    }
  }
  return (
    <form class="lock-form" ref={form} onSubmit={(event) => void submit(event)}>
      <Show when={props.text}>
        <p>{props.text}</p>
      </Show>
      <For each={props.fields}>
        {(field, i) => (
          <label>
            <span>{field.label}</span>
            <input
              type="password"
              required
              autofocus={i() === 0}
              autocomplete={field.autocomplete}
              aria-describedby={failure() ? id : undefined}
            />
          </label>
        )}
      </For>
      <Show when={failure()}>
        <p id={id} role="alert">
          {failure()}
        </p>
      </Show>
      <footer>
        <Button onClick={() => props.onClose()}>Cancel</Button>
        <Button look="primary" type="submit" disabled={working()}>
          {working() ? "Working…" : props.action}
        </Button>
      </footer>
    </form>
  );
}
