import { Bookmark, BookmarkX, Undo2 } from "lucide-solid";
import { Match, Show, Switch } from "solid-js";
import type { SearchAnswer } from "../../content/search/search.model.ts";
import { Kbd } from "../ui/index.ts";
import type { SavedSearches } from "./saved-searches.ts";

const count = new Intl.NumberFormat();
const time = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

interface PaletteFootProps {
  answer: SearchAnswer | undefined;
  saved: SavedSearches;
  /** The search that can be saved, or that is saved and can be removed; empty where there is none. */
  search: string;
}

/** How many were found and how long it took; saving the search; and what the keys do. */
export function PaletteFoot(props: PaletteFootProps) {
  const words = ({ total, capped, took_ms, did_you_mean }: SearchAnswer) => {
    if (total === 0) return did_you_mean ? `Nothing found. Did you mean “${did_you_mean.text}”?` : "Nothing found";
    return `${count.format(total)}${capped ? "+" : ""} ${total === 1 ? "result" : "results"} in ${time.format(took_ms)} ms`;
  };
  return (
    <footer class="palette-foot">
      <span class="palette-found" role="status">
        {props.saved.done()?.text ?? (props.answer ? words(props.answer) : "")}
      </span>
      <Switch>
        <Match when={props.saved.done()?.undo}>
          {(undo) => (
            <button type="button" class="palette-save" onClick={() => undo()()}>
              <Undo2 size={14} /> Undo
            </button>
          )}
        </Match>
        <Match when={props.search}>
          <Show
            when={props.saved.has(props.search)}
            fallback={
              <button type="button" class="palette-save" onClick={() => void props.saved.save(props.search)}>
                <Bookmark size={14} /> Save search
              </button>
            }
          >
            <button type="button" class="palette-save" onClick={() => void props.saved.remove(props.search)}>
              <BookmarkX size={14} /> Remove saved search
            </button>
          </Show>
        </Match>
      </Switch>
      <span class="palette-hints" aria-hidden="true">
        <Kbd keys="↑ ↓" /> choose <Kbd keys="↵" /> open <Kbd keys="Esc" /> close
      </span>
    </footer>
  );
}
