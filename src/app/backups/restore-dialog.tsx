import { createEffect, For, Match, onMount, Show, Switch, untrack } from "solid-js";
import type { BackupInspection } from "../../content/backup/backup.model.ts";
import { contentViews } from "../../content/index.view.tsx";
import { createLiveQuery } from "../data/createLiveQuery.ts";
import { useClient } from "../data/use-client.ts";
import { sizeOf } from "../shell/time-words.ts";
import { Button, Dialog, Progress } from "../ui/index.ts";
import { countRows, countText, differenceText, momentOf } from "./backup-words.ts";
import { PassphraseStep } from "./passphrase-step.tsx";
import { createRestore, type RestoreSource, type RestoreState } from "./create-restore.ts";
import "./dialogs.css";

interface RestoreDialogProps {
  readonly source: RestoreSource;
  readonly onClose: () => void;
  /** `safety`: the copy of what was there before, if one was made. */
  readonly onRestored: (safety: string | null) => void;
}

/** From a backup to the workspace: it is read whole, both sides are shown, and only then anything is replaced. */
export function RestoreDialog(props: RestoreDialogProps) {
  // The dialog is made anew for another source.
  const job = createRestore(
    useClient(),
    untrack(() => props.source),
  );
  const at = <S extends RestoreState["step"]>(step: S) =>
    job.state().step === step ? (job.state() as Extract<RestoreState, { step: S }>) : undefined;
  onMount(() => void job.look());
  createEffect(() => {
    const done = at("done");
    if (done) props.onRestored(done.safety);
  });
  return (
    <Dialog open title="Restore a backup" locked={job.state().step === "working"} onClose={props.onClose}>
      <div class="backup-dialog">
        <Switch>
          <Match when={at("working")}>
            {(state) => (
              <>
                <Progress work={state().progress} asShare />
                <footer>
                  <Button onClick={job.cancel}>Cancel</Button>
                </footer>
              </>
            )}
          </Match>
          <Match when={at("passphrase")}>
            {(state) => (
              <PassphraseStep
                text="This backup is encrypted."
                message={state().message}
                onTyped={(typed) => void job.look(typed)}
                onClose={props.onClose}
              />
            )}
          </Match>
          <Match when={at("review")}>
            {(state) => (
              <Review
                found={state().found}
                message={state().message}
                onRestore={() => void job.run(state().found)}
                onClose={props.onClose}
              />
            )}
          </Match>
          <Match when={at("failed")}>
            {(state) => (
              <>
                <p role="alert">{state().message}</p>
                <footer>
                  <Button onClick={() => props.onClose()}>Close</Button>
                </footer>
              </>
            )}
          </Match>
        </Switch>
      </div>
    </Dialog>
  );
}

interface ReviewProps {
  readonly found: BackupInspection;
  readonly message: string | undefined;
  readonly onRestore: () => void;
  readonly onClose: () => void;
}

const LABELS = new Map(contentViews.map(({ type, label }) => [type, label]));

function Review(props: ReviewProps) {
  const sync = createLiveQuery("sync.status", () => ({}));
  const rows = () => countRows(props.found.now, props.found.counts, LABELS);
  const made = () => (props.found.at === null ? "" : `made ${momentOf(props.found.at)}, `);
  return (
    <>
      <Show when={props.message}>
        <p role="alert">{props.message}</p>
      </Show>
      <p>
        This backup, {made()}
        {sizeOf(props.found.size)}, was read whole and is in order.
        <Show when={props.found.pending > 0}> It is from an earlier version of Atelier and is brought up to date when it opens.</Show>
      </p>
      <table>
        <caption class="visually-hidden">What there is now, and in the backup</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">Now</th>
            <th scope="col">Backup</th>
            <th scope="col">
              <span class="visually-hidden">Difference</span>
            </th>
          </tr>
        </thead>
        <tbody>
          <For each={rows()}>
            {(row) => (
              <tr data-same={row.now === row.backup}>
                <th scope="row">{row.label}</th>
                <td>{countText(row.now)}</td>
                <td>{countText(row.backup)}</td>
                <td>{differenceText(row)}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
      <p>
        Restoring puts it in the place of everything that is in the workspace now, in every tab. A copy of the present state is kept first
        and stands in the list of backups, so this can be undone.
      </p>
      <Show when={sync.data && sync.data.mode !== "off"}>
        <p>This workspace syncs: what was sent since this backup comes back from the server.</p>
      </Show>
      <footer>
        <Button onClick={() => props.onClose()}>Cancel</Button>
        <Button look="primary" onClick={() => props.onRestore()}>
          Replace the workspace
        </Button>
      </footer>
    </>
  );
}
