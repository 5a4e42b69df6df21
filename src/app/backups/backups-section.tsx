import { createEffect, createSignal, on, Show } from "solid-js";
import type { BackupInfo } from "../../content/backup/backup.model.ts";
import type { Progress as Work } from "../../rpc/api.ts";
import { createLiveQuery } from "../data/createLiveQuery.ts";
import { useClient } from "../data/use-client.ts";
import { createFact } from "../settings/create-fact.ts";
import { createWork } from "../settings/create-work.ts";
import { Row, Section } from "../settings/section.tsx";
import { downloadBackup } from "../shell/backup.ts";
import { saveFile } from "../shell/save-file.ts";
import { ageOf } from "../shell/time-words.ts";
import { failureText, wasCancelled } from "../ui/failure-text.ts";
import { Button, Dialog, Progress, showToast } from "../ui/index.ts";
import { BackupList } from "./backup-list.tsx";
import { momentOf } from "./backup-words.ts";
import type { RestoreSource } from "./create-restore.ts";
import { EncryptDialog } from "./encrypt-dialog.tsx";
import { FolderRow } from "./folder-row.tsx";
import { RestoreDialog } from "./restore-dialog.tsx";
import { copyToDisk } from "./use-disk-folder.ts";
import "./backups.css";

type Asked =
  | { readonly what: "encrypt" }
  | { readonly what: "restore"; readonly source: RestoreSource }
  | { readonly what: "delete"; readonly backup: BackupInfo };

/** Copies of the whole workspace, on this device and to take away, and the way back. */
export function BackupsSection() {
  const client = useClient();
  const last = createLiveQuery("backup.last", () => ({}));
  const list = createFact(() => client.task("backup.list", {}));
  const work = createWork();
  const [asked, setAsked] = createSignal<Asked>();
  const busy = () => work.progress() !== undefined;
  const is = <W extends Asked["what"]>(what: W) => (asked()?.what === what ? (asked() as Extract<Asked, { what: W }>) : undefined);
  // Another tab, or the backup of the day, has made one.
  createEffect(
    on(
      () => last.data?.at,
      () => void list.askAgain(),
      { defer: true },
    ),
  );

  type Run = (onProgress: (progress: Work) => void, signal: AbortSignal) => Promise<string | void>;
  const run = (phase: string, task: Run) =>
    work.start(phase, async (onProgress, signal) => {
      try {
        const text = await task(onProgress, signal);
        if (text) showToast({ text });
      } catch (error) {
        if (!wasCancelled(error)) showToast({ text: failureText(error), tone: "danger" });
      }
      await list.askAgain();
    });
  const keep = () =>
    run("Backing up", async (onProgress, signal) => {
      await client.task("backup.keep", {}, onProgress, signal);
      await copyToDisk(client);
      return "The backup is made and was read whole.";
    });
  const download = ({ name }: BackupInfo) =>
    run("Handing it over", async (onProgress, signal) => {
      const file = await client.task("backup.get", { name }, onProgress, signal);
      saveFile(file.name, file.blob as Blob);
    });
  const verify = ({ name }: BackupInfo) =>
    run("Reading it whole", async (onProgress, signal) => {
      const { problem } = await client.task("backup.verify", { name }, onProgress, signal);
      return problem ? problem.message : "It was read whole and is in order.";
    });
  const remove = ({ name }: BackupInfo) => {
    setAsked(undefined);
    return run("Deleting", async () => void (await client.task("backup.delete", { name })));
  };
  const undo = (safety: string) =>
    run("Going back", async (onProgress, signal) => {
      await client.task("backup.restore", { name: safety }, onProgress, signal);
      return "The workspace is as it was before the restore.";
    });
  async function restored(safety: string | null) {
    setAsked(undefined);
    const action = safety === null ? {} : { action: { label: "Undo", run: () => void undo(safety) } };
    showToast({ text: "The workspace is restored. What was there before is kept in the list of backups.", ...action });
    await list.askAgain();
  }
  return (
    <Section
      id="backup"
      title="Backups"
      text="Copies of the whole workspace. One is made each day on which something changed. They are on this device, so take one away now and then."
    >
      <Show when={work.progress()}>
        {(progress) => (
          <div class="settings-work">
            <Progress work={progress()} asShare />
            <Button onClick={work.cancel}>Cancel</Button>
          </div>
        )}
      </Show>
      <Row label="On this device" hint={last.data?.at ? `The last one was made ${ageOf(last.data.at, Date.now())}` : "There is none yet"}>
        <Button look="primary" disabled={busy()} onClick={() => void keep()}>
          Back up now
        </Button>
      </Row>
      <Row label="To take away" hint="One SQLite file, which other tools open too; encrypted it opens only with your passphrase">
        <div class="backup-buttons">
          <Button
            disabled={busy()}
            onClick={() => void run("Making the backup", (onProgress, signal) => downloadBackup(client, onProgress, signal))}
          >
            Download backup
          </Button>
          <Button disabled={busy()} onClick={() => setAsked({ what: "encrypt" })}>
            Download encrypted…
          </Button>
        </div>
      </Row>
      <ChooseFile busy={busy()} onFile={(bytes) => setAsked({ what: "restore", source: { bytes } })} />
      <FolderRow />
      <Show when={list.value()} fallback={<p class="backups-none">Looking for backups…</p>}>
        {(backups) => (
          <Show when={backups().length > 0} fallback={<p class="backups-none">No backup is kept on this device yet.</p>}>
            <BackupList
              backups={backups()}
              busy={busy()}
              onRestore={({ name }) => setAsked({ what: "restore", source: { name } })}
              onDownload={(backup) => void download(backup)}
              onVerify={(backup) => void verify(backup)}
              onDelete={(backup) => setAsked({ what: "delete", backup })}
            />
          </Show>
        )}
      </Show>
      <Show when={is("encrypt")}>
        <EncryptDialog format="sqlite" onClose={() => setAsked(undefined)} />
      </Show>
      <Show when={is("restore")}>
        {(restore) => (
          <RestoreDialog source={restore().source} onClose={() => setAsked(undefined)} onRestored={(safety) => void restored(safety)} />
        )}
      </Show>
      <Show when={is("delete")}>
        {(deletion) => (
          <DeleteDialog backup={deletion().backup} onClose={() => setAsked(undefined)} onDelete={() => void remove(deletion().backup)} />
        )}
      </Show>
    </Section>
  );
}

function ChooseFile(props: { busy: boolean; onFile: (file: File) => void }) {
  let input!: HTMLInputElement;
  const chosen = () => {
    const file = input.files?.[0];
    input.value = "";
    if (file) props.onFile(file);
  };
  return (
    <Row
      label="Bring one back"
      hint="A backup file from this or another device, encrypted or not; you see both sides before anything changes"
    >
      <Button disabled={props.busy} onClick={() => input.click()}>
        Restore from a file…
      </Button>
      <input ref={input} type="file" hidden aria-label="Backup file" accept=".sqlite,.atelier-backup,.db,.sqlite3" onChange={chosen} />
    </Row>
  );
}

function DeleteDialog(props: { backup: BackupInfo; onClose: () => void; onDelete: () => void }) {
  return (
    <Dialog open title="Delete this backup?" onClose={props.onClose}>
      <div class="backup-dialog">
        <p>The backup of {momentOf(props.backup.at)} is deleted for ever. Your workspace is not touched.</p>
        <footer>
          <Button onClick={() => props.onClose()}>Cancel</Button>
          <Button look="danger" onClick={() => props.onDelete()}>
            Delete for ever
          </Button>
        </footer>
      </div>
    </Dialog>
  );
}
