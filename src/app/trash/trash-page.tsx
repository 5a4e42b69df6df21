import { Trash2 } from "lucide-solid";
import { createMemo, createSignal, For, Show } from "solid-js";
import type { NodeRow } from "../../content/spine/spine.model.ts";
import { createKeysetList } from "../data/keyset-list.ts";
import { useClient } from "../data/use-client.ts";
import { Button, Dialog, EmptyState, runUndoable, showToast } from "../ui/index.ts";
import { createVirtualRows } from "../ui/virtual-rows.ts";
import { TrashRow } from "./trash-row.tsx";
import "./trash.css";

/** What was thrown away: everything comes back from here, until it is deleted for ever. */
export function TrashPage() {
  const client = useClient();
  const list = createKeysetList(() => ({ trashed: true, sort: "modified_at" }));
  const virtual = createVirtualRows({ total: list.total, onRange: list.show });
  const rows = createMemo(() => list.rows(virtual.range().from, virtual.range().to));
  const [asking, setAsking] = createSignal(false);

  const restore = ({ id, name }: NodeRow) => runUndoable(client, [{ name: "node.restore", args: { id } }], `“${name}” is back.`);
  async function empty() {
    setAsking(false);
    const [outcome] = await client.mutate([{ name: "trash.empty", args: {} }]);
    if (outcome?.ok) showToast({ text: `Deleted for ever: ${(outcome.value as { purged: number }).purged}.` });
    else showToast({ text: outcome?.error.message ?? "The trash could not be emptied. Nothing was deleted.", tone: "danger" });
  }
  return (
    <div class="trash">
      <header class="trash-head">
        <div>
          <h1>Trash</h1>
          <p>Still here and out of sight. Search and links leave it out.</p>
        </div>
        <Show when={list.total() > 0}>
          <Button look="danger" onClick={() => setAsking(true)}>
            Empty the trash
          </Button>
        </Show>
      </header>
      <Show
        when={list.total() > 0 || list.loading()}
        fallback={
          <EmptyState picture={<Trash2 size={44} strokeWidth={1.25} />} text="The trash is empty. What you throw away comes here first." />
        }
      >
        <div class="trash-rows" ref={virtual.scroller}>
          <ul ref={virtual.canvas}>
            <For each={rows()}>
              {(row, i) => {
                const index = () => virtual.range().from + i();
                return (
                  <li ref={(element) => virtual.place(element, index)}>
                    <Show when={row}>{(node) => <TrashRow node={node()} onRestore={() => void restore(node())} />}</Show>
                  </li>
                );
              }}
            </For>
          </ul>
        </div>
      </Show>
      <Dialog open={asking()} title="Empty the trash?" onClose={() => setAsking(false)}>
        <div class="trash-ask">
          <p>
            {list.total() === 1 ? "One thing is" : `${list.total()} things are`} deleted for ever. This is the one thing that cannot be
            undone.
          </p>
          <div>
            <Button onClick={() => setAsking(false)}>Keep them</Button>
            <Button look="danger" onClick={() => void empty()}>
              Delete for ever
            </Button>
          </div>
        </div>
      </Dialog>
    </div>
  );
}
