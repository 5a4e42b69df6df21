import { syntaxTree } from "@codemirror/language";
import type { EditorState, Extension, Range } from "@codemirror/state";
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import type { SyntaxNodeRef } from "@lezer/common";
import { BulletWidget, CheckboxWidget, RuleWidget } from "./editor-widgets.view.ts";
import { imageDecorations } from "./editor-images.view.ts";
import { linkKey, missingLinks, setMissingLinks } from "./editor-links.view.ts";
import { tableDecorations } from "./editor-tables.view.ts";

/** What a rule of the preview sees. `active`: the cursor is on one of these lines, so the source must show. */
export interface Preview {
  readonly state: EditorState;
  /** The stretch of the text that is on the screen. */
  readonly from: number;
  readonly to: number;
  readonly add: (range: Range<Decoration>) => void;
  readonly active: (from: number, to: number) => boolean;
}

type Rule = (node: SyntaxNodeRef, preview: Preview) => void;

const hidden = Decoration.replace({});
const line = (className: string) => Decoration.line({ class: className });
const HEADINGS = [1, 2, 3, 4, 5, 6].map((level) => line(`md-h md-h${level}`));
const QUOTE = line("md-quote");
const CODE_LINE = line("md-codeblock");
const CODE_FIRST = line("md-codeblock md-codeblock-first");
const CODE_LAST = line("md-codeblock md-codeblock-last");
const INLINE_CODE = Decoration.mark({ class: "md-inline-code" });
const LIST_MARK = Decoration.mark({ class: "md-list-mark" });
const DEEPEST = 6;
const ITEM = Array.from({ length: DEEPEST }, (_, i) => ({
  first: line(`md-li md-li-${i + 1} md-li-first`),
  next: line(`md-li md-li-${i + 1}`),
}));
const DONE = Decoration.mark({ class: "md-done" });
const TAG = Decoration.mark({ class: "md-tag" });
const rule = Decoration.replace({ widget: new RuleWidget() });
const bullet = Decoration.replace({ widget: new BulletWidget() });

const hideMark: Rule = (node, { add, active }) => {
  if (!active(node.from, node.to) && node.to > node.from) add(hidden.range(node.from, node.to));
};

/** A mark with the space after it, as in `## Heading` and `> Quote`. */
const hideMarkAndSpace: Rule = (node, { state, add, active }) => {
  if (active(node.from, node.to)) return;
  const space = state.sliceDoc(node.to, node.to + 1) === " " ? 1 : 0;
  add(hidden.range(node.from, node.to + space));
};

/** The lines of a block that are on the screen: a block may be as long as the note. */
function eachLine(preview: Preview, from: number, to: number, visit: (start: number) => void): void {
  const { doc } = preview.state;
  const end = Math.min(to, preview.to);
  for (let at = doc.lineAt(Math.max(from, preview.from)); ; at = doc.line(at.number + 1)) {
    visit(at.from);
    if (at.to >= end) return;
  }
}

const heading: Rule = (node, preview) => {
  const look = HEADINGS[Number(node.name.at(-1)) - 1]!;
  eachLine(preview, node.from, node.to, (at) => preview.add(look.range(at)));
};

const codeBlock: Rule = (node, preview) => {
  const first = preview.state.doc.lineAt(node.from).from;
  const last = preview.state.doc.lineAt(node.to).from;
  eachLine(preview, node.from, node.to, (at) => preview.add((at === first ? CODE_FIRST : at === last ? CODE_LAST : CODE_LINE).range(at)));
};

const link: Rule = (node, { state, add, active }) => {
  const url = node.node.getChild("URL");
  const [open, close] = node.node.getChildren("LinkMark");
  if (!url || !open || !close || close.from <= open.to) return;
  add(linkMark("md-link", { "data-href": state.sliceDoc(url.from, url.to) }).range(open.to, close.from));
  if (active(node.from, node.to)) return;
  add(hidden.range(open.from, open.to));
  add(hidden.range(close.from, node.to));
};

const autolink: Rule = (node, { state, add }) => {
  if (node.node.parent?.name === "Link" || node.node.parent?.name === "Image") return;
  add(linkMark("md-link", { "data-href": state.sliceDoc(node.from, node.to) }).range(node.from, node.to));
};

const wikiLink: Rule = (node, { state, add, active }) => {
  const target = node.node.getChild("WikiTarget")!;
  const shown = node.node.getChild("WikiAlias") ?? target;
  const name = state.sliceDoc(target.from, target.to);
  const missing = state.field(missingLinks).has(linkKey(name));
  add(linkMark(missing ? "md-link md-wiki md-missing" : "md-link md-wiki", { "data-wiki": name }).range(shown.from, shown.to));
  if (active(node.from, node.to)) return;
  add(hidden.range(node.from, shown.from));
  add(hidden.range(shown.to, node.to));
};

/** Links are found by these attributes when they are clicked (`editor-links.view.ts`). */
const linkMark = (className: string, attributes: Record<string, string>) => Decoration.mark({ class: className, attributes });

const task: Rule = (node, { state, add, active }) => {
  const checked = /x/i.test(state.sliceDoc(node.from, node.to));
  const end = state.doc.lineAt(node.to).to;
  const label = state.sliceDoc(node.to, end).trim();
  const { head } = state.selection.main;
  if (!active(node.from, node.to) || head <= node.from || head >= node.to) {
    const space = node.to < end ? 1 : 0;
    add(Decoration.replace({ widget: new CheckboxWidget(checked, label) }).range(node.from, node.to + space));
  }
  if (checked && node.to + 1 < end) add(DONE.range(node.to + 1, end));
};

/** Every line of an item hangs at the depth of its list; the spaces in front of its mark are what the depth shows. */
const listItem: Rule = (node, preview) => {
  let depth = 0;
  for (let up = node.node.parent; up; up = up.parent) if (up.name === "ListItem") depth++;
  const look = ITEM[Math.min(depth, DEEPEST - 1)]!;
  const first = preview.state.doc.lineAt(node.from).from;
  eachLine(preview, node.from, node.to, (at) => preview.add((at === first ? look.first : look.next).range(at)));
  const outer = depth === 0 || preview.state.doc.lineAt(node.node.parent!.parent!.from).from !== first;
  if (outer && node.from > first && !/\S/.test(preview.state.sliceDoc(first, node.from))) preview.add(hidden.range(first, node.from));
};

const listMark: Rule = (node, { state, add, active }) => {
  const line = state.doc.lineAt(node.to);
  const end = Math.min(node.to + 1, line.to);
  const isTask = node.node.nextSibling?.name === "Task";
  const shown = active(node.from, node.to);
  const ordered = node.node.parent?.parent?.name === "OrderedList";
  if (isTask && !shown) add(hidden.range(node.from, end));
  else if (!shown && !ordered) add(bullet.range(node.from, end));
  else add(LIST_MARK.range(node.from, end));
};

const RULES: Readonly<Record<string, Rule>> = {
  ATXHeading1: heading,
  ATXHeading2: heading,
  ATXHeading3: heading,
  ATXHeading4: heading,
  ATXHeading5: heading,
  ATXHeading6: heading,
  SetextHeading1: heading,
  SetextHeading2: heading,
  HeaderMark: hideMarkAndSpace,
  QuoteMark: hideMarkAndSpace,
  EmphasisMark: hideMark,
  StrikethroughMark: hideMark,
  CodeMark: (node, preview) => node.node.parent?.name === "InlineCode" && hideMark(node, preview),
  InlineCode: (node, { add }) => add(INLINE_CODE.range(node.from, node.to)),
  ListItem: listItem,
  Escape: (node, { add, active }) => active(node.from, node.to) || add(hidden.range(node.from, node.from + 1)),
  Blockquote: (node, preview) => eachLine(preview, node.from, node.to, (at) => preview.add(QUOTE.range(at))),
  FencedCode: codeBlock,
  CodeBlock: codeBlock,
  HorizontalRule: (node, { add, active }) => active(node.from, node.to) || add(rule.range(node.from, node.to)),
  Link: link,
  URL: autolink,
  WikiLink: wikiLink,
  WikiEmbed: imageDecorations,
  Image: imageDecorations,
  Hashtag: (node, { add }) => add(TAG.range(node.from, node.to)),
  TaskMarker: task,
  ListMark: listMark,
  Table: tableDecorations,
};

/** The decorations of what is on the screen; nothing here is proportional to the length of the note (ED3). */
function decorate(view: EditorView): DecorationSet {
  const { state } = view;
  const ranges: Range<Decoration>[] = [];
  const add = (range: Range<Decoration>) => void ranges.push(range);
  const active = (from: number, to: number) =>
    view.hasFocus && state.selection.ranges.some((r) => touchesLines(state, r.from, r.to, from, to));
  for (const { from, to } of view.visibleRanges) {
    const preview: Preview = { state, from, to, add, active };
    syntaxTree(state).iterate({ from, to, enter: (node) => void RULES[node.name]?.(node, preview) });
  }
  return Decoration.set(ranges, true);
}

function touchesLines(state: EditorState, selFrom: number, selTo: number, from: number, to: number): boolean {
  return state.doc.lineAt(selFrom).from <= to && state.doc.lineAt(selTo).to >= from;
}

/** Live preview: Markdown looks like what it means, except on the line that is being edited. */
export const livePreview: Extension = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = decorate(view);
    }
    update(update: ViewUpdate) {
      const parsed = syntaxTree(update.startState) !== syntaxTree(update.state);
      const told = update.transactions.some((tr) => tr.effects.some((effect) => effect.is(setMissingLinks)));
      if (update.docChanged || update.viewportChanged || update.selectionSet || update.focusChanged || parsed || told) {
        this.decorations = decorate(update.view);
      }
    }
  },
  { decorations: (plugin) => plugin.decorations },
);
