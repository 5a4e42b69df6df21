import { syntaxTree } from "@codemirror/language";
import { type EditorState, type Extension, StateEffect, StateField } from "@codemirror/state";
import { type Command, EditorView, keymap } from "@codemirror/view";
import { editorHost } from "./editor-host.view.ts";

/** Names that the note links to and that do not exist yet, as `linkKey` writes them. */
export const setMissingLinks = StateEffect.define<ReadonlySet<string>>();
export const missingLinks = StateField.define<ReadonlySet<string>>({
  create: () => new Set<string>(),
  update: (value, tr) => tr.effects.reduce((now, effect) => (effect.is(setMissingLinks) ? effect.value : now), value),
});

/** How a link's target is compared: without its `#heading`, regardless of case. */
export const linkKey = (target: string): string => target.split("#")[0]!.trim().toLowerCase();

const WEB = /^(https?:|mailto:)/i;
const OTHER_SCHEME = /^[a-z][a-z0-9+.-]*:/i;

/** Goes where a link points: the web in a new tab, anything else is a note or an attachment of this workspace. */
function follow(view: EditorView, target: string, wiki: boolean, newTab: boolean): void {
  const host = view.state.facet(editorHost);
  if (!wiki && WEB.test(target)) host.openUrl(target);
  else if (!wiki && target.startsWith("www.")) host.openUrl(`https://${target}`);
  else if (wiki || !OTHER_SCHEME.test(target)) host.openNote(wiki ? target : decoded(target).replace(/\.md(#.*)?$/i, ""), newTab);
}

/** `My%20picture.png` as its name. */
export function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // A stray % in a path: it is meant as it is written.
    return path;
  }
}

const linkElement = (event: Event): HTMLElement | null =>
  event.target instanceof Element ? event.target.closest<HTMLElement>("[data-href], [data-wiki]") : null;

const cursorOnLine = (view: EditorView, element: HTMLElement): boolean => {
  const line = view.state.doc.lineAt(view.posAtDOM(element));
  return view.hasFocus && view.state.selection.ranges.some((range) => range.from <= line.to && range.to >= line.from);
};

/** A plain click follows a link unless its line is being edited; with Ctrl/Cmd it always does. */
const clicks = EditorView.domEventHandlers({
  mousedown(event, view) {
    const element = linkElement(event);
    if (!element || event.button > 1) return false;
    const newTab = event.ctrlKey || event.metaKey || event.button === 1;
    if (!newTab && cursorOnLine(view, element)) return false;
    event.preventDefault();
    const { href, wiki } = element.dataset;
    // A link that is followed on mousedown would leave the mouseup to the page that opens.
    element.ownerDocument.addEventListener("mouseup", () => follow(view, wiki ?? href!, wiki !== undefined, newTab), { once: true });
    return true;
  },
});

const followAtCursor: Command = (view) => {
  const found = linkAt(view.state, view.state.selection.main.head);
  if (!found) return false;
  follow(view, found.target, found.wiki, false);
  return true;
};

/** The link that contains a position, from the syntax tree. */
export function linkAt(state: EditorState, pos: number): { target: string; wiki: boolean } | null {
  for (const side of [-1, 1] as const) {
    for (let node = syntaxTree(state).resolveInner(pos, side); ; node = node.parent) {
      const inner = node.getChild("WikiTarget") ?? (node.name === "URL" ? node : node.name === "Link" ? node.getChild("URL") : null);
      if (inner) return { target: state.sliceDoc(inner.from, inner.to), wiki: inner.name === "WikiTarget" };
      if (!node.parent) break;
    }
  }
  return null;
}

export const noteLinks = (): Extension => [missingLinks, clicks, keymap.of([{ key: "Mod-Enter", run: followAtCursor }])];
