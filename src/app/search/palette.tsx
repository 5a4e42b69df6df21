import { useLocation, useNavigate } from "@solidjs/router";
import { Search as SearchIcon } from "lucide-solid";
import { createEffect, createMemo, createSignal, For, on, onMount, Show } from "solid-js";
import { workspaceStorage } from "../data/own-workspace.ts";
import { useClient } from "../data/use-client.ts";
import type { NodeRow } from "../../content/spine/spine.model.ts";
import type { AppCommand } from "../shell/commands.ts";
import { layout } from "../shell/layout-state.ts";
import { Dialog } from "../ui/index.ts";
import { stepped, withinChoices } from "./active-choice.ts";
import {
  type Choice,
  type ChoiceGroup,
  commandGroup,
  hitGroups,
  recentGroup,
  savedGroup,
  searchedGroup,
  suggestionGroup,
} from "./choices.ts";
import { createSearch } from "./create-search.ts";
import { PaletteFoot } from "./palette-foot.tsx";
import { PaletteOption } from "./palette-option.tsx";
import { createRecentSearches } from "./recent-searches.ts";
import { createSavedSearches } from "./saved-searches.ts";
import "./palette.css";

/** Search everything, go anywhere, run any command (UI8). */
export function Palette(props: { commands: readonly AppCommand[] }) {
  return (
    <Dialog open={layout.palette()} title="Search everything" look="palette" onClose={() => layout.setPalette(false)}>
      <PaletteBody commands={props.commands} />
    </Dialog>
  );
}

const FEW = 6;

function PaletteBody(props: { commands: readonly AppCommand[] }) {
  const client = useClient();
  const navigate = useNavigate();
  const location = useLocation();
  const search = createSearch(client);
  const saved = createSavedSearches(client);
  const searched = createRecentSearches(workspaceStorage());
  const [text, setText] = createSignal("");
  const [pointed, setPointed] = createSignal(0);
  const [recent, setRecent] = createSignal<readonly NodeRow[]>([]);
  let field!: HTMLInputElement;

  onMount(() => {
    field.focus();
    void client.query("recent.list", { limit: FEW }).then(setRecent, () => setRecent([]));
  });

  // The first choice is where one was before, so that Ctrl K and Enter go back and forth.
  const elsewhere = () => recent().filter(({ id }) => !location.pathname.endsWith(`/${id}`));
  function open(path: string) {
    if (path !== location.pathname) navigate(path);
    // Not back to where the focus was before, which may be gone: to the beginning of what was opened.
    document.getElementById("main")?.focus({ preventScroll: true });
  }
  const others = (texts: readonly string[]) => texts.filter((one) => !saved.has(one)).slice(0, FEW);
  const isCommand = () => text().startsWith(">");
  const groups = createMemo((): ChoiceGroup[] => {
    if (isCommand()) return [commandGroup(props.commands, text().slice(1))];
    const typed = text().trim();
    const kept = savedGroup(saved.list(), typed, askFor);
    if (!typed)
      return [recentGroup(elsewhere(), open), kept, searchedGroup(others(searched.list()), askFor), commandGroup(props.commands, "")];
    const answer = search.answer();
    const found = answer ? [...hitGroups(answer, open), ...suggestionGroup(answer, open, askFor)] : [];
    const commands = commandGroup(props.commands, typed);
    return [...found, kept, { ...commands, choices: commands.choices.slice(0, FEW) }];
  });
  const shown = createMemo(() => groups().filter((group) => group.choices.length > 0));
  const flat = createMemo(() => shown().flatMap((group) => group.choices));
  /** Place of the active choice; another answer may be shorter than the one in which it was pointed at. */
  const active = () => withinChoices(pointed(), flat().length);
  createEffect(on(text, () => setPointed(0), { defer: true }));
  createEffect(() => document.getElementById(`choice-${active()}`)?.scrollIntoView({ block: "nearest" }));

  /** The search that the foot offers to save or to remove: the one in the field, or the saved one that is pointed at. */
  const subject = createMemo(() => {
    if (isCommand()) return "";
    const pointed = text().trim() ? undefined : flat()[active()]?.search;
    return pointed !== undefined && saved.has(pointed) ? pointed : text().trim();
  });
  function askFor(wanted: string) {
    field.value = wanted;
    onInput(wanted);
    field.focus();
  }
  function choose(choice: Choice | undefined) {
    if (!choice) return;
    if (choice.search !== undefined) return choice.run();
    if (text().trim() && !isCommand()) searched.add(choice.meant ?? text().trim());
    layout.setPalette(false);
    choice.run();
  }
  /** Enter may be pressed before the answer to what was typed is there; it chooses from that one, not from the one before. */
  async function chooseActive() {
    await search.settled();
    choose(flat()[active()]);
  }
  function onInput(value: string) {
    setText(value);
    saved.forgetDone();
    search.ask(isCommand() ? "" : value);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: FEW, PageUp: -FEW }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setPointed(stepped(active(), step, flat().length));
    } else if (event.key === "Enter") {
      event.preventDefault();
      void chooseActive();
    }
  }
  return (
    <div class="palette">
      <div class="palette-field">
        <SearchIcon size={18} />
        <input
          ref={field}
          role="combobox"
          aria-label="Search everything"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-autocomplete="list"
          aria-activedescendant={flat().length > 0 ? `choice-${active()}` : undefined}
          placeholder="Search, or > for commands"
          autocomplete="off"
          spellcheck={false}
          enterkeyhint="go"
          maxLength={2000}
          onInput={(event) => onInput(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <button type="button" class="palette-leave" onClick={() => layout.setPalette(false)}>
          Cancel
        </button>
      </div>
      <div class="palette-list" id="palette-list" role="listbox" aria-label="Results">
        <For each={shown()}>
          {(group) => (
            <div role="group" aria-label={group.count ? `${group.label}, ${group.count}` : group.label}>
              <div class="palette-group" aria-hidden="true">
                {group.label}
                <Show when={group.count}>
                  <span class="palette-count">{group.count}</span>
                </Show>
              </div>
              <For each={group.choices}>
                {(choice) => {
                  const index = () => flat().indexOf(choice);
                  return (
                    <PaletteOption
                      choice={choice}
                      id={`choice-${index()}`}
                      active={index() === active()}
                      onPoint={() => setPointed(index())}
                      onChoose={() => choose(choice)}
                    />
                  );
                }}
              </For>
            </div>
          )}
        </For>
        <Show when={search.error()}>{(sentence) => <p class="palette-message">{sentence()}</p>}</Show>
      </div>
      <PaletteFoot answer={text().trim() === "" || isCommand() ? undefined : search.answer()} saved={saved} search={subject()} />
    </div>
  );
}
