import { createSignal, onMount, Show, untrack, type JSX } from "solid-js";
import type { EdgeType } from "../../content/spine/spine.model.ts";
import { useClient } from "../data/use-client.ts";
import { Button, Dialog, runUndoable, Segmented } from "../ui/index.ts";
import { NodeField, type ChosenNode } from "../ui/node-field.tsx";
import { EDGE_CHOICES, EDGE_WORDS } from "./edge-words.ts";
import { endLinkRequest, type LinkRequest } from "./link-request.ts";
import "./link-dialog.css";

/** Makes an edge, or changes one (GV7). All of it by keyboard: name, Enter, and Enter again. */
export function LinkDialog(props: { request: LinkRequest }) {
  const title = () => (props.request.edge ? "Edit link" : `Link “${props.request.source.name}” to…`);
  return (
    <Dialog open title={title()} onClose={endLinkRequest}>
      <LinkForm request={props.request} />
    </Dialog>
  );
}

/** A heavier edge counts for more in paths by weight and pulls its ends together. */
const HEAVIEST = 1000;

function LinkForm(props: { request: LinkRequest }) {
  const client = useClient();
  // One request is one dialog: it is read once.
  const { source, target: given, edge: known } = untrack(() => props.request);
  const [target, setTarget] = createSignal<ChosenNode | undefined>(given);
  const [type, setType] = createSignal<EdgeType>(known?.edge_type ?? "LINK");
  const [label, setLabel] = createSignal(known?.label ?? "");
  const [weight, setWeight] = createSignal(known?.weight ?? 1);
  const [directed, setDirected] = createSignal(known?.directed ?? true);
  let form!: HTMLFormElement;
  let submit!: HTMLButtonElement;

  // After the dialog has taken the focus: the field that is missing, or the button if nothing is.
  onMount(() => queueMicrotask(() => (given ? submit : form.querySelector("input"))?.focus()));
  function choose(node: ChosenNode) {
    setTarget(node);
    queueMicrotask(() => submit.focus());
  }
  async function save() {
    const end = target();
    if (!end) return;
    const properties = { label: label().trim() || null, weight: weight(), directed: directed() };
    const done = known
      ? await runUndoable(client, [{ name: "edge.update", args: { id: known.id, ...properties } }], "The link was changed.")
      : await runUndoable(
          client,
          [{ name: "edge.create", args: { edge_type: type(), source_id: source.id, target_id: end.id, ...properties } }],
          `“${source.name}” ${EDGE_WORDS[type()].says} “${end.name}” now.`,
        );
    if (done) endLinkRequest();
  }
  async function remove(id: string) {
    if (await runUndoable(client, [{ name: "edge.delete", args: { id } }], "The link was removed.")) endLinkRequest();
  }
  return (
    <form class="link-form" ref={form} onSubmit={(event) => (event.preventDefault(), void save())}>
      <Show
        when={!known}
        fallback={
          <p class="link-sentence">
            “{source.name}” {EDGE_WORDS[type()].says} “{target()?.name}”
          </p>
        }
      >
        <Field label="To">
          <NodeField label="To" placeholder="Name of anything" value={target()?.name} except={source.id} onChoose={choose} />
        </Field>
        <Field label="Kind">
          <Segmented label="Kind of link" options={EDGE_CHOICES} value={type()} onChange={setType} />
          <p class="link-hint">
            “{source.name}” {EDGE_WORDS[type()].says} “{target()?.name ?? "…"}”
          </p>
        </Field>
      </Show>
      <Field label="Label">
        <input
          class="link-input"
          type="text"
          aria-label="Label"
          placeholder="None"
          maxLength={200}
          value={label()}
          onInput={(event) => setLabel(event.currentTarget.value)}
        />
      </Field>
      <div class="link-row">
        <Field label="Weight">
          <input
            class="link-input"
            type="number"
            aria-label="Weight"
            min="0"
            max={HEAVIEST}
            step="any"
            value={weight()}
            onInput={(event) => setWeight(Math.min(HEAVIEST, Math.max(0, event.currentTarget.valueAsNumber || 0)))}
          />
        </Field>
        <label class="link-check">
          <input type="checkbox" checked={directed()} onChange={(event) => setDirected(event.currentTarget.checked)} />
          One direction only
        </label>
      </div>
      <div class="link-buttons">
        <Show when={known} fallback={<span />}>
          {(edge) => (
            <Show when={!edge().fromText} fallback={<p class="link-hint">Made by the text. To remove it, take it out of the text.</p>}>
              <Button look="danger" onClick={() => void remove(edge().id)}>
                Remove link
              </Button>
            </Show>
          )}
        </Show>
        <button class="button" type="submit" data-look="primary" ref={submit} disabled={!target()}>
          {known ? "Save" : "Link"}
        </button>
      </div>
    </form>
  );
}

const Field = (props: { label: string; children: JSX.Element }) => (
  <div class="link-field">
    <span aria-hidden="true">{props.label}</span>
    <div>{props.children}</div>
  </div>
);
