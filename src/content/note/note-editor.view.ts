import { defaultKeymap, history, historyKeymap, indentLess, indentMore } from "@codemirror/commands";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Annotation, ChangeSet, EditorState, type Extension, Transaction } from "@codemirror/state";
import { drawSelection, dropCursor, EditorView, keymap, placeholder } from "@codemirror/view";
import { changesOverlap, textChanges } from "../../base/text-changes.ts";
import { noteCompletion } from "./editor-completion.view.ts";
import { noteFiles } from "./editor-files.view.ts";
import { noteFormatting } from "./editor-formatting.view.ts";
import { type EditorHost, editorHost } from "./editor-host.view.ts";
import { noteLanguage } from "./editor-language.view.ts";
import { linkKey, noteLinks, setMissingLinks } from "./editor-links.view.ts";
import { livePreview } from "./editor-preview.view.ts";
import { keepSession, restoredState } from "./editor-session.view.ts";
import "./note-editor.css";

export interface NoteEditor {
  readonly text: () => string;
  focus(at?: "start"): void;
  /** As if the person had typed it: for a text that could not be saved when the note was last open. */
  restore(text: string): void;
  setMissing(names: readonly string[]): void;
  /**
   * Brings a text that was written elsewhere in, on top of `base`, the text that both sides started from. What is typed
   * here and not saved yet stays; answers whether both sides changed the same words (ED4).
   */
  merge(base: string, theirs: string): { overlap: boolean };
  /** Keeps cursor and undo for a reload. */
  keep(): void;
  destroy(): void;
}

interface Options {
  readonly id: string;
  readonly parent: HTMLElement;
  readonly text: string;
  readonly host: EditorHost;
  readonly storage: Storage;
  readonly now: () => number;
}

const fromElsewhere = Annotation.define<true>();

const extensions = (host: EditorHost): Extension => [
  editorHost.of(host),
  history(),
  drawSelection(),
  dropCursor(),
  EditorState.allowMultipleSelections.of(true),
  EditorView.lineWrapping,
  EditorView.contentAttributes.of({ "aria-label": "Content", spellcheck: "true", autocorrect: "on", autocapitalize: "sentences" }),
  placeholder("Write…"),
  noteLanguage(),
  noteLinks(),
  livePreview,
  noteCompletion(),
  noteFiles(),
  search({ top: true }),
  highlightSelectionMatches(),
  keymap.of([
    // Escape leaves the text, so Tab may indent without trapping the keyboard.
    { key: "Tab", run: indentMore, shift: indentLess },
    ...searchKeymap,
    ...historyKeymap,
    ...defaultKeymap.filter(({ key }) => key !== "Mod-Enter"),
  ]),
  noteFormatting(),
  EditorView.domEventHandlers({ blur: () => host.onBlur() }),
  EditorView.updateListener.of((update) => {
    if (update.transactions.some((tr) => tr.docChanged && !tr.annotation(fromElsewhere))) host.onEdit();
  }),
];

export function createNoteEditor({ id, parent, text, host, storage, now }: Options): NoteEditor {
  const view = new EditorView({ parent, state: restoredState(storage, id, text, extensions(host)) });
  return {
    text: () => view.state.doc.toString(),
    focus(at) {
      if (at === "start") view.dispatch({ selection: { anchor: 0 } });
      view.focus();
    },
    restore: (kept) => view.dispatch({ changes: textChanges(view.state.doc.toString(), kept) }),
    setMissing: (names) => view.dispatch({ effects: setMissingLinks.of(new Set(names.map(linkKey))) }),
    merge(base, theirs) {
      const remote = textChanges(base, theirs);
      if (remote.length === 0) return { overlap: false };
      const local = textChanges(base, view.state.doc.toString());
      const mapped = ChangeSet.of(remote, base.length).map(ChangeSet.of(local, base.length));
      view.dispatch({
        changes: mapped,
        annotations: [Transaction.addToHistory.of(false), Transaction.remote.of(true), fromElsewhere.of(true)],
      });
      return { overlap: changesOverlap(local, remote) };
    },
    keep: () => keepSession(storage, id, view.state, now()),
    destroy: () => view.destroy(),
  };
}
