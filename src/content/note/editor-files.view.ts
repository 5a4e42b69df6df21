import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { editorHost } from "./editor-host.view.ts";

/** Keeps the files one after another and writes their embeds where the cursor or the drop was. */
async function insertFiles(view: EditorView, files: readonly File[], at: number): Promise<void> {
  const embeds: string[] = [];
  for (const file of files) embeds.push(await view.state.facet(editorHost).attach(file));
  const pos = Math.min(at, view.state.doc.length);
  const insert = embeds.filter(Boolean).join("\n");
  if (!insert) return;
  view.dispatch({ changes: { from: pos, insert }, selection: { anchor: pos + insert.length }, userEvent: "input.paste" });
}

/** Pasted and dropped files become attachments. */
export const noteFiles = (): Extension =>
  EditorView.domEventHandlers({
    paste(event, view) {
      const files = [...(event.clipboardData?.files ?? [])];
      // A copied piece of a document may carry a picture of itself: its text is what is meant.
      if (files.length === 0 || event.clipboardData?.types.includes("text/plain")) return false;
      event.preventDefault();
      void insertFiles(view, files, view.state.selection.main.head);
      return true;
    },
    drop(event, view) {
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return false;
      event.preventDefault();
      void insertFiles(view, files, view.posAtCoords({ x: event.clientX, y: event.clientY }) ?? view.state.doc.length);
      return true;
    },
  });
