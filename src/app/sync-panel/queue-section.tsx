import { createMemo, For, Show } from "solid-js";
import type { QueuedOperation } from "../../content/sync/sync.model.ts";
import { createLiveQuery } from "../data/createLiveQuery.ts";
import { useClient } from "../data/use-client.ts";
import { saveFile } from "../shell/save-file.ts";
import { Button, runUndoable, showToast } from "../ui/index.ts";
import { attempt } from "./attempt.ts";
import { OperationRow } from "./operation-row.tsx";
import { PanelSection } from "./panel-section.tsx";
import { plural } from "../ui/plural.ts";

const MOST = 200;

/** What was not sent yet, and what the server refused: each with its reason in words (SU3). */
export function QueueSections(props: { now: number }) {
  const client = useClient();
  const queue = createLiveQuery("sync.queue", () => ({ limit: MOST }), { keep: true });
  const waiting = createMemo(() => queue.data?.filter(({ dead }) => !dead) ?? []);
  const refused = createMemo(() => queue.data?.filter(({ dead }) => dead) ?? []);
  const sendAgain = () => attempt(client.task("sync.now", {}), "Sent.");
  async function retry(ops: string[]) {
    const [outcome] = await client.mutate([{ name: "sync.retry", args: { ops } }]);
    showToast(outcome?.ok ? { text: "It is sent again." } : { text: outcome!.error.message, tone: "danger" });
  }
  return (
    <>
      <PanelSection
        id="waiting"
        title="To be sent"
        count={waiting().length}
        text="Changes of this device, in their order. They are kept until the server has them."
        empty="Nothing waits: the server has everything."
        tools={
          <Show when={waiting().some(({ error }) => error)}>
            <Button onClick={() => void sendAgain()}>Try all again</Button>
          </Show>
        }
      >
        <For each={waiting()}>
          {(operation) => (
            <OperationRow operation={operation} now={props.now}>
              <Show when={operation.error}>
                <Button onClick={() => void sendAgain()}>Try again</Button>
              </Show>
            </OperationRow>
          )}
        </For>
      </PanelSection>
      <Show when={refused().length > 0}>
        <Refused operations={refused()} now={props.now} onRetry={(ops) => void retry(ops)} />
      </Show>
    </>
  );
}

function Refused(props: { operations: readonly QueuedOperation[]; now: number; onRetry: (ops: string[]) => void }) {
  const client = useClient();
  const discard = (ops: string[]) =>
    runUndoable(
      client,
      [{ name: "sync.discard", args: { ops } }],
      `${plural(ops.length, "refused change is", "refused changes are")} discarded. It is again as the server has it.`,
    );
  const save = () => saveFile("atelier-refused.json", new Blob([JSON.stringify(props.operations, null, 1)], { type: "application/json" }));
  return (
    <PanelSection
      id="refused"
      title="Refused"
      count={props.operations.length}
      text="The server will not take these. They stay on this device, and nothing that came after them is held up."
      tools={<Button onClick={save}>Save as JSON</Button>}
    >
      <For each={props.operations}>
        {(operation) => (
          <OperationRow operation={operation} now={props.now}>
            <Button onClick={() => props.onRetry([operation.op])}>Try again</Button>
            <Button look="danger" onClick={() => void discard([operation.op])}>
              Discard
            </Button>
          </OperationRow>
        )}
      </For>
    </PanelSection>
  );
}
