import { BadgeCheck, Download, Trash2, TriangleAlert } from "lucide-solid";
import { For, Match, Switch } from "solid-js";
import type { BackupInfo } from "../../content/backup/backup.model.ts";
import { sizeOf } from "../shell/time-words.ts";
import { Button, IconButton } from "../ui/index.ts";
import { KIND_WORDS, momentOf } from "./backup-words.ts";

interface BackupListProps {
  readonly backups: readonly BackupInfo[];
  readonly busy: boolean;
  readonly onRestore: (backup: BackupInfo) => void;
  readonly onDownload: (backup: BackupInfo) => void;
  readonly onVerify: (backup: BackupInfo) => void;
  readonly onDelete: (backup: BackupInfo) => void;
}

/** The backups on this device, newest first (BR2). */
export function BackupList(props: BackupListProps) {
  const summary = () => {
    const { length } = props.backups;
    return `${length} ${length === 1 ? "backup" : "backups"}, ${sizeOf(props.backups.reduce((sum, { size }) => sum + size, 0))}`;
  };
  return (
    <>
      <div class="backups-head">
        <h3>Kept on this device</h3>
        <span>{summary()}</span>
      </div>
      <ul class="backups" aria-label="Backups on this device">
        <For each={props.backups}>
          {(backup) => {
            const when = momentOf(backup.at);
            return (
              <li>
                <div class="backup-what">
                  <time datetime={new Date(backup.at).toISOString()}>{when}</time>
                  <p>
                    <span>{KIND_WORDS[backup.kind]}</span>
                    <span>{sizeOf(backup.size)}</span>
                    <State backup={backup} busy={props.busy} onVerify={() => props.onVerify(backup)} />
                  </p>
                </div>
                <div class="backup-buttons">
                  <Button
                    disabled={props.busy || backup.damaged}
                    aria-label={`Restore the backup of ${when}…`}
                    onClick={() => props.onRestore(backup)}
                  >
                    Restore…
                  </Button>
                  <IconButton
                    icon={Download}
                    label={`Save the backup of ${when} as a file`}
                    disabled={props.busy}
                    onClick={() => props.onDownload(backup)}
                  />
                  <IconButton
                    icon={Trash2}
                    label={`Delete the backup of ${when}…`}
                    disabled={props.busy}
                    onClick={() => props.onDelete(backup)}
                  />
                </div>
              </li>
            );
          }}
        </For>
      </ul>
    </>
  );
}

function State(props: { backup: BackupInfo; busy: boolean; onVerify: () => void }) {
  return (
    <Switch>
      <Match when={props.backup.damaged}>
        <span class="backup-state" data-state="damaged">
          <TriangleAlert size={14} aria-hidden="true" /> Cannot be read
        </span>
      </Match>
      <Match when={props.backup.verified}>
        <span class="backup-state" data-state="verified" data-tip="It was read whole after it was written, and is in order">
          <BadgeCheck size={14} aria-hidden="true" /> Verified
        </span>
      </Match>
      <Match when={!props.backup.verified}>
        <button type="button" class="backup-check" disabled={props.busy} onClick={() => props.onVerify()}>
          Not read whole yet; check it
        </button>
      </Match>
    </Switch>
  );
}
