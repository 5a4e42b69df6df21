import { EditorSelection, type Extension } from "@codemirror/state";
import { type Command, type EditorView, keymap } from "@codemirror/view";
import { toggleTask } from "./editor-widgets.view.ts";

/** Puts `mark` around every selection, or takes it away where it already is. */
const wrap =
  (mark: string): Command =>
  (view) => {
    const { state } = view;
    const size = mark.length;
    view.dispatch(
      state.changeByRange(({ from, to }) => {
        const wrapped = state.sliceDoc(from - size, from) === mark && state.sliceDoc(to, to + size) === mark;
        return wrapped
          ? {
              changes: [
                { from: from - size, to: from },
                { from: to, to: to + size },
              ],
              range: EditorSelection.range(from - size, to - size),
            }
          : {
              changes: [
                { from, insert: mark },
                { from: to, insert: mark },
              ],
              range: EditorSelection.range(from + size, to + size),
            };
      }),
      { userEvent: "input.format", scrollIntoView: true },
    );
    return true;
  };

/** Checks the item on the cursor's line, or makes the line an item. */
const toggleItem: Command = (view) => {
  const line = view.state.doc.lineAt(view.state.selection.main.head);
  const box = /^\s*(?:[-*+]|\d+[.)])\s+(\[[ xX]\])/.exec(line.text);
  if (box) toggleTask(view, line.from + box[0].length - 3);
  else makeItem(view, line.from, line.text);
  return true;
};

function makeItem(view: EditorView, from: number, text: string): void {
  const [indent = "", bullet] = /^(\s*)([-*+]\s+)?/.exec(text)!.slice(1);
  const at = from + indent.length + (bullet?.length ?? 0);
  view.dispatch({ changes: { from: at, insert: bullet ? "[ ] " : "- [ ] " }, userEvent: "input.format" });
}

const leave: Command = (view) => {
  view.contentDOM.blur();
  return true;
};

export const noteFormatting = (): Extension =>
  keymap.of([
    { key: "Mod-b", run: wrap("**") },
    { key: "Mod-i", run: wrap("*") },
    { key: "Mod-e", run: wrap("`") },
    { key: "Mod-Shift-x", run: wrap("~~") },
    { key: "Mod-Shift-Enter", run: toggleItem },
    { key: "Escape", run: leave },
  ]);
