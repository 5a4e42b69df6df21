import { For } from "solid-js";
import { createLiveQuery } from "../data/createLiveQuery.ts";
import { letterWords } from "./axes.ts";
import { walkButtons } from "./bars.tsx";
import type { PictureProps } from "./latch-bar.tsx";

const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ#…"];

/** A to Z with how many names begin with each. */
export function AlphabetPicture(props: PictureProps) {
  const facet = createLiveQuery("latch.alphabet", () => ({ ...props.filter }), { keep: true });
  const count = (letter: string) => facet.data?.find((row) => row.letter === letter)?.count ?? 0;
  const most = () => Math.max(1, ...(facet.data ?? []).map((row) => row.count));
  return (
    <div class="latch-letters" role="group" aria-label="First letter" onKeyDown={walkButtons}>
      <For each={LETTERS}>
        {(letter) => (
          <button
            type="button"
            class="latch-letter"
            aria-label={`${letterWords(letter)}: ${count(letter).toLocaleString()}`}
            data-tip={`${letterWords(letter)}: ${count(letter).toLocaleString()}`}
            aria-pressed={props.filter.letter === letter}
            disabled={count(letter) === 0 && props.filter.letter !== letter}
            style={{ "--share": count(letter) / most() }}
            onClick={() => props.change({ letter: props.filter.letter === letter ? undefined : letter })}
          >
            <i />
            <span>{letter}</span>
          </button>
        )}
      </For>
    </div>
  );
}
