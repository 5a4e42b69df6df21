import { X } from "lucide-solid";
import { For } from "solid-js";
import { createLiveQuery } from "../../app/data/createLiveQuery.ts";
import { SuggestField } from "../../app/ui/suggest-field.tsx";
import "../../app/ui/chip.css";

interface WordsProps {
  /** `Tag` or `Alias`: one of the words. */
  readonly label: string;
  readonly prefix?: string;
  readonly words: readonly string[];
  readonly suggestions: readonly string[];
  readonly onChange: (words: string[]) => void;
}

/** Words as chips with a field for one more: Enter or a comma adds, Backspace in the empty field takes the last away. */
export function WordsField(props: WordsProps) {
  const has = (word: string) => props.words.some((one) => one.toLowerCase() === word.toLowerCase());
  function add(text: string) {
    const word = text.replace(/^#+/, "").trim();
    if (word && !has(word)) props.onChange([...props.words, word]);
  }
  return (
    <div class="note-words" role="group" aria-label={`${props.label}s`}>
      <For each={props.words}>
        {(word) => (
          <span class="chip">
            <span>
              {props.prefix}
              {word}
            </span>
            <button
              type="button"
              aria-label={`Remove ${props.label.toLowerCase()} ${word}`}
              onClick={() => props.onChange(props.words.filter((one) => one !== word))}
            >
              <X size={12} />
            </button>
          </span>
        )}
      </For>
      <SuggestField
        label={`Add ${props.label.toLowerCase()}`}
        placeholder={props.words.length > 0 ? "Add…" : `Add ${props.label.toLowerCase()}…`}
        suggestions={props.suggestions.filter((item) => !has(item))}
        onChoose={add}
        onBackspace={() => props.words.length > 0 && props.onChange(props.words.slice(0, -1))}
      />
    </div>
  );
}

/** The tags of a note, completed from the tags there are. */
export function TagsField(props: { tags: readonly string[]; onChange: (tags: string[]) => void }) {
  const known = createLiveQuery("tag.list", () => ({}));
  return (
    <WordsField label="Tag" prefix="#" words={props.tags} suggestions={known.data?.map(({ tag }) => tag) ?? []} onChange={props.onChange} />
  );
}
