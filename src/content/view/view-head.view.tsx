import { useNavigate } from "@solidjs/router";
import { Ellipsis, Link, Pin, PinOff, Save, Trash2, Undo2 } from "lucide-solid";
import { createEffect, createSignal, Show } from "solid-js";
import { useClient } from "../../app/data/use-client.ts";
import { failureText } from "../../app/ui/failure-text.ts";
import { Button, IconButton, PageBar, runUndoable, showToast } from "../../app/ui/index.ts";
import { MenuItem, Popover } from "../../app/ui/popover.tsx";
import { writeView } from "./view-address.model.ts";
import type { OpenView } from "./view-state.view.ts";
import type { ViewRecord } from "./view.model.ts";

/** In the bar above a view: its name, and what is kept of it. */
export function ViewHead(props: { id: string; view: OpenView }) {
  const client = useClient();
  const navigate = useNavigate();
  const saved = () => props.view.saved() ?? undefined;

  async function save() {
    const { filter, layout, options } = props.view.state()!;
    if (await runUndoable(client, [{ name: "view.update", args: { id: props.id, filter, layout, options } }], "Saved in the view."))
      props.view.settle();
  }
  async function saveAs(name: string) {
    const { filter, layout, options } = props.view.state()!;
    try {
      const { id } = await client.run("view.create", { ...(name && { name }), filter, layout, options });
      navigate(`/views/${id}`);
    } catch (error) {
      showToast({ text: failureText(error), tone: "danger" });
    }
  }
  return (
    <PageBar>
      <div class="view-head">
        <Show when={saved()} fallback={<h2>{props.id ? "" : "Everything"}</h2>}>
          {(record) => <ViewName view={record()} />}
        </Show>
        <Show when={props.view.isChanged()}>
          <span class="view-changed">{props.id ? "Changed" : "Not saved"}</span>
        </Show>
        <div class="view-actions">
          <Show when={props.id && props.view.isChanged()}>
            <Button look="quiet" icon={Undo2} onClick={() => props.view.revert()}>
              Revert
            </Button>
            <Button look="primary" icon={Save} onClick={() => void save()}>
              Save changes
            </Button>
          </Show>
          <Show when={!props.id || props.view.isChanged()}>
            <SaveAs isOnly={!props.id} onSave={(name) => void saveAs(name)} />
          </Show>
          <Show when={saved()}>{(record) => <Kept view={record()} state={props.view} />}</Show>
        </div>
      </div>
    </PageBar>
  );
}

/** The name is edited where it stands; an empty one is not saved. */
function ViewName(props: { view: ViewRecord }) {
  const client = useClient();
  const [isEditing, setEditing] = createSignal(false);
  let field!: HTMLInputElement;
  createEffect(() => {
    if (!isEditing()) field.value = props.view.name;
  });
  async function done() {
    setEditing(false);
    const name = field.value.trim();
    if (!name || name === props.view.name) return void (field.value = props.view.name);
    const [outcome] = await client.mutate([{ name: "view.update", args: { id: props.view.id, name } }]);
    if (outcome && !outcome.ok) showToast({ text: outcome.error.message, tone: "danger" });
  }
  return (
    <h2 class="view-name">
      <input
        ref={field}
        type="text"
        aria-label="Name of the view"
        maxLength={1000}
        onFocus={() => setEditing(true)}
        onBlur={() => void done()}
        onKeyDown={(event) => (event.key === "Enter" || event.key === "Escape") && !event.isComposing && field.blur()}
      />
    </h2>
  );
}

function SaveAs(props: { isOnly: boolean; onSave: (name: string) => void }) {
  let field!: HTMLInputElement;
  return (
    <Popover label="Save as view" class="button view-save" face="Save as view" lazy>
      {(close) => (
        <form
          class="view-save-form"
          onSubmit={(event) => {
            event.preventDefault();
            close();
            props.onSave(field.value.trim());
          }}
        >
          <input ref={field} type="text" aria-label="Name" placeholder="Name" autofocus maxLength={1000} />
          <Button type="submit" look="primary">
            Save
          </Button>
        </form>
      )}
    </Popover>
  );
}

/** What can be done with a saved view. */
function Kept(props: { view: ViewRecord; state: OpenView }) {
  const client = useClient();
  const navigate = useNavigate();
  const pin = () => client.mutate([{ name: "view.update", args: { id: props.view.id, is_pinned: !props.view.is_pinned } }]);
  async function copy() {
    const state = props.state.state()!;
    const search = props.state.isChanged() ? `?${new URLSearchParams(writeView(state)).toString()}` : "";
    await navigator.clipboard.writeText(`${window.location.origin}/views/${props.view.id}${search}`);
    showToast({ text: "The link is on the clipboard. It works on this device." });
  }
  async function trash() {
    if (await runUndoable(client, [{ name: "node.trash", args: { id: props.view.id } }], "Moved to the trash.")) navigate("/views");
  }
  return (
    <>
      <IconButton
        icon={props.view.is_pinned ? PinOff : Pin}
        label={props.view.is_pinned ? "Unpin from the rail" : "Pin to the rail"}
        aria-pressed={props.view.is_pinned}
        onClick={() => void pin()}
      />
      <Popover label="More actions" icon={Ellipsis} role="menu">
        {(close) => (
          <>
            <MenuItem icon={Link} onChoose={() => (close(), void copy())}>
              Copy link
            </MenuItem>
            <MenuItem icon={Trash2} danger onChoose={() => (close(), void trash())}>
              Move to trash
            </MenuItem>
          </>
        )}
      </Popover>
    </>
  );
}
