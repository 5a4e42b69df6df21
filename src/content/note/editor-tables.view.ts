import { Decoration } from "@codemirror/view";
import type { SyntaxNodeRef } from "@lezer/common";
import type { Preview } from "./editor-preview.view.ts";
import { PadWidget } from "./editor-widgets.view.ts";

const ROW = Decoration.line({ class: "md-table" });
const HEADER = Decoration.line({ class: "md-table md-table-head" });
const RULE = Decoration.line({ class: "md-table md-table-rule" });
/** Larger tables are shown as they are written: measuring their cells would cost more than a frame. */
const MAX_CHARACTERS = 20_000;
const WIDE = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Emoji_Presentation}|[\uff00-\uff60]/u;

/** Columns of a monospaced font that the text takes. */
const columnsOf = (text: string): number => Array.from(text).reduce((sum, character) => sum + (WIDE.test(character) ? 2 : 1), 0);

/** A table in a monospaced font, its cells lined up by virtual spaces before each `|`. */
export function tableDecorations(node: SyntaxNodeRef, { state, add, ...screen }: Preview): void {
  const rows: { fill: string; cells: { end: number; width: number }[] }[] = [];
  const first = state.doc.lineAt(node.from).number;
  const large = node.to - node.from > MAX_CHARACTERS;
  // All rows of a table that is lined up are measured, those off the screen too: scrolling must not move its columns.
  const start = large ? state.doc.lineAt(Math.max(node.from, screen.from)).number : first;
  const last = state.doc.lineAt(large ? Math.min(node.to, screen.to) : node.to).number;
  for (let number = start; number <= last; number++) {
    const { from, text } = state.doc.line(number);
    add((number === first ? HEADER : number === first + 1 ? RULE : ROW).range(from));
    if (!large) rows.push({ fill: number === first + 1 ? "-" : "\u00a0", cells: cellsOf(text, from) });
  }
  const widths: number[] = [];
  for (const { cells } of rows) cells.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, cell.width)));
  for (const { fill, cells } of rows) {
    cells.forEach(({ end, width }, i) => {
      if (width < widths[i]!) add(Decoration.widget({ widget: new PadWidget(widths[i]! - width, fill), side: 1 }).range(end));
    });
  }
}

/** Where each cell that a `|` closes ends, and how wide its text is. */
function cellsOf(text: string, from: number): { end: number; width: number }[] {
  const cells: { end: number; width: number }[] = [];
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === "|") {
      if (i > 0) cells.push({ end: from + i, width: columnsOf(text.slice(start, i)) });
      start = i + 1;
    }
  }
  return cells;
}
