import { onCleanup, Show, untrack } from "solid-js";
import { useClient } from "../data/use-client.ts";
import { PassphraseForm } from "../lock/passphrase-form.tsx";
import { createWork } from "../settings/create-work.ts";
import { saveBackup } from "../shell/backup.ts";
import { Dialog, Progress } from "../ui/index.ts";
import "./dialogs.css";

const FIELDS = [
  { label: "Passphrase", autocomplete: "new-password" },
  { label: "The same again", autocomplete: "new-password" },
] as const;

const TEXT =
  "Several words are better than one. Without the passphrase nobody can open the file, and nobody can tell it to you. Atelier keeps it nowhere.";

/** What is taken away: the whole workspace, or the export. */
const WORDS = {
  sqlite: { title: "Download encrypted", phase: "Making the backup", said: "The encrypted backup is in your downloads." },
  zip: { title: "Export encrypted", phase: "Exporting", said: "The encrypted export is in your downloads." },
} as const;

/** The workspace, or its export, as an encrypted file (BR8). */
export function EncryptDialog(props: { format: keyof typeof WORDS; onClose: () => void }) {
  const client = useClient();
  // The dialog is made anew for the other kind.
  const format = untrack(() => props.format);
  const words = WORDS[format];
  const work = createWork();
  const busy = () => work.progress() !== undefined;
  const close = () => {
    work.cancel();
    props.onClose();
  };
  function save([passphrase]: readonly string[]): Promise<void> {
    return work.start(words.phase, (onProgress, signal) => saveBackup(client, { format, passphrase: passphrase! }, onProgress, signal));
  }
  onCleanup(work.cancel);
  return (
    <Dialog open title={words.title} locked={busy()} onClose={close}>
      <PassphraseForm fields={FIELDS} repeats text={TEXT} action="Encrypt and download" said={words.said} run={save} onClose={close} />
      <Show when={work.progress()}>
        {(progress) => (
          <div class="backup-dialog">
            <Progress work={progress()} asShare />
          </div>
        )}
      </Show>
    </Dialog>
  );
}
