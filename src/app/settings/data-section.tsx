import { A } from "@solidjs/router";
import { createSignal, Show } from "solid-js";
import { EncryptDialog } from "../backups/encrypt-dialog.tsx";
import { createLiveQuery } from "../data/createLiveQuery.ts";
import { useClient } from "../data/use-client.ts";
import { downloadExport } from "../shell/backup.ts";
import { layout } from "../shell/layout-state.ts";
import { useActions } from "../shell/use-actions.ts";
import { failureText, wasCancelled } from "../ui/failure-text.ts";
import { Button, Progress, showToast } from "../ui/index.ts";
import { createWork } from "./create-work.ts";
import { Row, Section } from "./section.tsx";

/** Bringing in, taking out, and what can be brought back. */
export function DataSection() {
  const client = useClient();
  const actions = useActions();
  const stats = createLiveQuery("workspace.stats", () => ({}));
  const work = createWork();
  const [encrypting, setEncrypting] = createSignal(false);
  const busy = () => work.progress() !== undefined;
  const reindex = () =>
    work.start("Building the search index", async (onProgress, signal) => {
      try {
        const { nodes } = await client.task("search.reindex", {}, onProgress, signal);
        showToast({ text: `The search index is new: ${nodes} items.` });
      } catch (error) {
        if (!wasCancelled(error)) showToast({ text: failureText(error), tone: "danger" });
      }
    });
  return (
    <Section id="data" title="Your data" text="What you make is yours: take it out whenever you like, in files that other tools open.">
      <Show when={work.progress()}>
        {(progress) => (
          <div class="settings-work">
            <Progress work={progress()} />
            <Button onClick={work.cancel}>Cancel</Button>
          </div>
        )}
      </Show>
      <Row label="Export" hint="A zip of everything: notes as Markdown in their folders, attachments, and the rest in lines of JSON">
        <div class="backup-buttons">
          <Button
            disabled={busy()}
            onClick={() => void work.start("Exporting", (onProgress, signal) => downloadExport(client, onProgress, signal))}
          >
            Export as Markdown
          </Button>
          <Button disabled={busy()} onClick={() => setEncrypting(true)}>
            Export encrypted…
          </Button>
        </div>
      </Row>
      <Row label="Import" hint="Markdown such as an Obsidian vault, an export of Atelier, Todoist, calendars, and more">
        <Button disabled={busy()} onClick={() => layout.setImporting([])}>
          Import…
        </Button>
      </Row>
      <Row label="Search index" hint="Built anew from your notes; they are not touched">
        <Button disabled={busy()} onClick={() => void reindex()}>
          Rebuild
        </Button>
      </Row>
      <Row label="Trash" hint={stats.data?.trashed ? `${stats.data.trashed} in it` : "Empty"}>
        <A href="/trash" class="button" data-look="plain">
          Open
        </A>
      </Row>
      <Show when={encrypting()}>
        <EncryptDialog format="zip" onClose={() => setEncrypting(false)} />
      </Show>
      <Show when={stats.data?.has_sample}>
        <Row label="Sample workspace" hint="Removes what came with it; what you wrote stays">
          <Button onClick={() => void actions.removeSample()}>Remove the sample</Button>
        </Row>
      </Show>
    </Section>
  );
}
