import { A } from "@solidjs/router";
import { createSignal, Show } from "solid-js";
import type { UnusedFiles } from "../../content/diagnostics/diagnostics.model.ts";
import { useClient } from "../data/use-client.ts";
import { createWork } from "../settings/create-work.ts";
import { Row } from "../settings/section.tsx";
import { sizeOf } from "../shell/time-words.ts";
import { failureText, wasCancelled } from "../ui/failure-text.ts";
import { Button, Progress, runUndoable, showToast } from "../ui/index.ts";
import { UnusedDialog } from "./unused-dialog.tsx";

/** The ways out when space runs short, the harmless ones first (ST3). */
export function MakeRoom(props: { free: number; onDone: () => void }) {
  const client = useClient();
  const work = createWork();
  const [found, setFound] = createSignal<UnusedFiles>();
  const busy = () => work.progress() !== undefined;
  const say = (error: unknown) => wasCancelled(error) || showToast({ text: failureText(error), tone: "danger" });

  const look = () =>
    work.start("Looking for unused files", async (onProgress, signal) => {
      await client.task("attachment.unused", {}, onProgress, signal).then(setFound, say);
    });
  async function vacuum() {
    await work.start("Making the file smaller", async (onProgress, signal) => {
      const saySize = ({ before, after }: { before: number; after: number }) =>
        showToast({ text: `The file went from ${sizeOf(before)} to ${sizeOf(after)}.` });
      await client.task("database.vacuum", {}, onProgress, signal).then(saySize, say);
    });
    props.onDone();
  }
  async function remove(ids: readonly string[]) {
    setFound(undefined);
    await runUndoable(
      client,
      [{ name: "attachment.clean", args: { ids: [...ids] } }],
      `${ids.length} unused ${ids.length === 1 ? "file is" : "files are"} deleted. Their room comes free when their bytes are let go.`,
    );
    props.onDone();
  }
  async function release() {
    setFound(undefined);
    const [outcome] = await client.mutate([{ name: "attachment.release", args: {} }]);
    if (outcome?.ok)
      showToast({
        text: `${sizeOf((outcome.value as { bytes: number }).bytes)} are free in the file; Shrink gives them back to the device.`,
      });
    else showToast({ text: outcome?.error.message ?? "Nothing was let go.", tone: "danger" });
    props.onDone();
  }
  return (
    <>
      <Show when={work.progress()}>
        {(progress) => (
          <div class="settings-work">
            <Progress work={progress()} />
            <Button onClick={work.cancel}>Cancel</Button>
          </div>
        )}
      </Show>
      <Row label="Unused files" hint="Attachments that no text names; you see the list first">
        <Button disabled={busy()} onClick={() => void look()}>
          Look for them
        </Button>
      </Row>
      <Row label="Trash" hint="What is in it still takes its room">
        <A href="/trash" class="button" data-look="plain">
          Open the trash
        </A>
      </Row>
      <Row label="Shrink the file" hint={`${sizeOf(props.free)} of it are free; they are used again in any case`}>
        <Button disabled={busy()} onClick={() => void vacuum()}>
          Shrink
        </Button>
      </Row>
      <Show when={found()}>
        {(unused) => (
          <UnusedDialog
            unused={unused()}
            onClose={() => setFound(undefined)}
            onDelete={(ids) => void remove(ids)}
            onRelease={() => void release()}
          />
        )}
      </Show>
    </>
  );
}
