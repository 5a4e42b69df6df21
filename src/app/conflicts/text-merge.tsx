import { createMemo, createSignal, createUniqueId, For, Show } from "solid-js";
import { Button, Segmented } from "../ui/index.ts";
import { resultOf, threeWay, type Part, type Pick } from "./three-way.ts";

const PICKS = [
  { value: "mine", label: "Mine" },
  { value: "theirs", label: "Theirs" },
  { value: "both", label: "Both" },
] as const;

interface TextMergeProps {
  readonly base: string;
  readonly mine: string;
  readonly theirs: string;
  readonly onSave: (text: string) => void;
  readonly onCancel: () => void;
}

/** The result of both sides: what only one changed is in it, what both changed is picked, and everything can be written over (SU7). */
export function TextMerge(props: TextMergeProps) {
  const field = createUniqueId();
  const parts = createMemo(() => threeWay(props.base, props.mine, props.theirs));
  const choices = createMemo(() => parts().filter((part): part is Extract<Part, { kind: "choice" }> => part.kind === "choice"));
  const [picks, setPicks] = createSignal<readonly (Pick | undefined)[]>([]);
  const [written, setWritten] = createSignal<string>();
  const text = () => written() ?? resultOf(parts(), picks());
  const pick = (index: number, value: Pick) => setPicks((before) => choices().map((_, i) => (i === index ? value : before[i])));
  return (
    <section class="conflict-merge" aria-label="Merge">
      <Show
        when={choices().length > 0}
        fallback={<p>The two changes do not touch each other: the result holds both. Write over it as you like.</p>}
      >
        <Show
          when={written() === undefined}
          fallback={
            <p>
              You wrote over the result. <Button onClick={() => setWritten(undefined)}>Start again from the picks</Button>
            </p>
          }
        >
          <p>
            {choices().length === 1 ? "One place was changed by both." : `${choices().length} places were changed by both.`} The rest is
            settled.
          </p>
          <ol>
            <For each={choices()}>
              {(choice, i) => (
                <li>
                  <div class="conflict-hunk">
                    <p>
                      <span>Mine</span>
                      {choice.mine.trimEnd() || "Nothing"}
                    </p>
                    <p>
                      <span>Theirs</span>
                      {choice.theirs.trimEnd() || "Nothing"}
                    </p>
                  </div>
                  <Segmented
                    label={`Place ${i() + 1}`}
                    options={PICKS}
                    value={picks()[i()] ?? "both"}
                    onChange={(value) => pick(i(), value)}
                  />
                </li>
              )}
            </For>
          </ol>
        </Show>
      </Show>
      <label for={field}>Result</label>
      <textarea
        id={field}
        class="field"
        spellcheck={true}
        value={text()}
        onInput={(event) => setWritten(event.currentTarget.value)}
        ref={(element) => queueMicrotask(() => element.focus({ preventScroll: true }))}
      />
      <footer>
        <Button onClick={() => props.onCancel()}>Cancel</Button>
        <Button look="primary" onClick={() => props.onSave(text())}>
          Save the merge
        </Button>
      </footer>
    </section>
  );
}
