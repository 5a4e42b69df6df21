import { FileUp } from "lucide-solid";
import { createSignal, onCleanup, Show } from "solid-js";
import { droppedFiles } from "../import/dropped-files.ts";
import { layout } from "./layout-state.ts";
import "./drop-zone.css";

const bringsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
/** The editor takes files itself: there they are attached to the note. */
const overEditor = (event: DragEvent): boolean => event.target instanceof Element && event.target.closest(".cm-editor, dialog") !== null;

/** Files and folders can be dropped anywhere on the window to be imported. */
export function DropZone() {
  const [over, setOver] = createSignal(false);

  function onDragOver(event: DragEvent) {
    const here = bringsFiles(event) && !overEditor(event);
    setOver(here);
    if (here) event.preventDefault();
  }
  async function onDrop(event: DragEvent) {
    setOver(false);
    if (event.defaultPrevented || !bringsFiles(event) || overEditor(event)) return;
    event.preventDefault();
    const files = await droppedFiles(event.dataTransfer!);
    if (files.length > 0) layout.setImporting(files);
  }
  const onDragLeave = (event: DragEvent) => event.relatedTarget === null && setOver(false);
  const drop = (event: DragEvent) => void onDrop(event);

  window.addEventListener("dragover", onDragOver);
  window.addEventListener("dragleave", onDragLeave);
  window.addEventListener("drop", drop);
  onCleanup(() => {
    window.removeEventListener("dragover", onDragOver);
    window.removeEventListener("dragleave", onDragLeave);
    window.removeEventListener("drop", drop);
  });
  return (
    <Show when={over()}>
      <div class="drop-zone" aria-hidden="true">
        <p>
          <FileUp size={20} />
          Drop to import. You see what it is before anything is written.
        </p>
      </div>
    </Show>
  );
}
