import { onCleanup, Show } from "solid-js";
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

/** The workspace as an encrypted file (BR8). */
export function EncryptDialog(props: { onClose: () => void }) {
  const client = useClient();
  const work = createWork();
  const busy = () => work.progress() !== undefined;
  const close = () => {
    work.cancel();
    props.onClose();
  };
  onCleanup(work.cancel);
  return (
    <Dialog open title="Download encrypted" locked={busy()} onClose={close}>
      <PassphraseForm
        fields={FIELDS}
        repeats
        text={TEXT}
        action="Encrypt and download"
        said="The encrypted backup is in your downloads."
        run={([passphrase]) =>
          work.start("Making the backup", (onProgress, signal) => saveBackup(client, { passphrase: passphrase! }, onProgress, signal))
        }
        onClose={close}
      />
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
