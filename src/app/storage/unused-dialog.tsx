import { createSignal, For, Show } from "solid-js";
import type { UnusedFiles } from "../../content/diagnostics/diagnostics.model.ts";
import { sizeOf } from "../shell/time-words.ts";
import { Button, Dialog } from "../ui/index.ts";

interface UnusedDialogProps {
  readonly unused: UnusedFiles;
  readonly onClose: () => void;
  readonly onDelete: (ids: readonly string[]) => void;
  readonly onRelease: () => void;
}

/** The list comes before anything is deleted. A file that only an earlier version names is in it: said, and each can be kept. */
export function UnusedDialog(props: UnusedDialogProps) {
  const [kept, setKept] = createSignal<ReadonlySet<string>>(new Set());
  const chosen = () => props.unused.files.filter(({ id }) => !kept().has(id));
  const bytes = () => chosen().reduce((sum, { size }) => sum + size, 0);
  function toggle(id: string) {
    const next = new Set(kept());
    if (!next.delete(id)) next.add(id);
    setKept(next);
  }
  return (
    <Dialog open title="Unused files" onClose={props.onClose}>
      <div class="unused">
        <Show when={props.unused.files.length > 0} fallback={<p>Every attached file is named by some text.</p>}>
          <p>No text names these, though an earlier version of one may. Deleting can be undone until their bytes are let go.</p>
          <ul>
            <For each={props.unused.files}>
              {(file) => (
                <li>
                  <label>
                    <input type="checkbox" checked={!kept().has(file.id)} onChange={() => toggle(file.id)} />
                    <span>
                      {file.name}
                      <Show when={file.folder}>
                        <small>{file.folder}</small>
                      </Show>
                    </span>
                    <span>{sizeOf(file.size)}</span>
                  </label>
                </li>
              )}
            </For>
          </ul>
        </Show>
        <Show when={props.unused.unkept.count > 0}>
          <p>
            {sizeOf(props.unused.unkept.bytes)} belong to files that were deleted already. Once they are let go, those files cannot come
            back.
          </p>
        </Show>
        <footer>
          <Show when={props.unused.unkept.count > 0}>
            <Button look="danger" onClick={() => props.onRelease()}>
              Let go of {sizeOf(props.unused.unkept.bytes)}
            </Button>
          </Show>
          <Button onClick={() => props.onClose()}>Close</Button>
          <Show when={chosen().length > 0}>
            <Button look="primary" onClick={() => props.onDelete(chosen().map(({ id }) => id))}>
              Delete {chosen().length} ({sizeOf(bytes())})
            </Button>
          </Show>
        </footer>
      </div>
    </Dialog>
  );
}
