import { Match, Show, Switch } from "solid-js";
import { useClient } from "../data/use-client.ts";
import { createFact } from "../settings/create-fact.ts";
import { Row } from "../settings/section.tsx";
import { failureText } from "../ui/failure-text.ts";
import { Button, showToast } from "../ui/index.ts";
import type { FolderState } from "./disk-folder.ts";
import { copyToDisk, diskFolder, pickFolder } from "./use-disk-folder.ts";

/** The folder on the disk that gets a copy of each backup, where the browser can do that (BR9). */
export function FolderRow() {
  const client = useClient();
  const state = createFact(() => diskFolder.state());
  const known = () => state.value() ?? ({ access: "none" } satisfies FolderState);
  const name = () => (known() as { name?: string }).name ?? "";
  async function change(work: () => Promise<unknown>) {
    try {
      await work();
      await state.askAgain();
      await copyToDisk(client);
    } catch (error) {
      // The person left the chooser of the browser without a choice.
      if ((error as DOMException).name !== "AbortError") showToast({ text: failureText(error), tone: "danger" });
    }
  }
  const pick = (choose: NonNullable<typeof pickFolder>) =>
    change(async () => diskFolder.pick(await choose({ id: "atelier-backups", mode: "readwrite" })));
  const hint = () =>
    known().access === "none"
      ? "Each new backup is copied there, too, and outlives this browser"
      : known().access === "granted"
        ? `Each new backup is copied to “${name()}”; the newest eleven stay there`
        : `The browser asks again before Atelier may write to “${name()}”; until then nothing is copied there`;
  return (
    <Show when={pickFolder}>
      {(choose) => (
        <Row label="Folder on the disk" hint={hint()}>
          <div class="backup-buttons">
            <Switch>
              <Match when={known().access === "none"}>
                <Button onClick={() => void pick(choose())}>Choose a folder…</Button>
              </Match>
              <Match when={known().access === "asks"}>
                <Button look="primary" onClick={() => void change(() => diskFolder.askAgain())}>
                  Allow again…
                </Button>
              </Match>
            </Switch>
            <Show when={known().access !== "none"}>
              <Button onClick={() => void change(() => diskFolder.forget())}>Stop copying</Button>
            </Show>
          </div>
        </Row>
      )}
    </Show>
  );
}
