import { createSignal, createUniqueId } from "solid-js";
import type { NodeRecord } from "../../content/spine/spine.model.ts";
import { useClient } from "../data/use-client.ts";
import { Button, Dialog, showToast } from "../ui/index.ts";
import "../ui/field.css";

/** Keeps what a node is now under a name, so that it is never thinned out. */
export function KeepVersion(props: { node: NodeRecord; open: boolean; onClose: () => void }) {
  const client = useClient();
  const field = createUniqueId();
  const [label, setLabel] = createSignal("");
  async function keep(event: SubmitEvent) {
    event.preventDefault();
    const [outcome] = await client.mutate([{ name: "version.keep", args: { node_id: props.node.id, label: label().trim() } }]);
    if (outcome && !outcome.ok) return showToast({ text: outcome.error.message, tone: "danger" });
    showToast({ text: `Kept: “${label().trim()}”.` });
    setLabel("");
    props.onClose();
  }
  return (
    <Dialog open={props.open} title="Keep this version" onClose={() => props.onClose()}>
      <form class="keep-version" onSubmit={(event) => void keep(event)}>
        <label for={field}>Name</label>
        <input
          id={field}
          class="field"
          required
          maxLength={200}
          autocomplete="off"
          placeholder="Before the mix"
          value={label()}
          onInput={(event) => setLabel(event.currentTarget.value)}
          ref={(element) => queueMicrotask(() => element.focus())}
        />
        <p>What “{props.node.name}” is now is kept under this name. Named versions are never thinned out.</p>
        <div>
          <Button onClick={() => props.onClose()}>Cancel</Button>
          <Button look="primary" type="submit">
            Keep
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
