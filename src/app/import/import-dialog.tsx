import { useNavigate } from "@solidjs/router";
import { Match, onMount, Switch } from "solid-js";
import { contentViews } from "../../content/index.view.tsx";
import { useClient } from "../data/use-client.ts";
import { PassphraseStep } from "../backups/passphrase-step.tsx";
import { markStarted } from "../shell/actions.ts";
import { layout } from "../shell/layout-state.ts";
import { askToPersist } from "../shell/persist.ts";
import { Button, Dialog, Progress, takeBack } from "../ui/index.ts";
import { ChooseFiles } from "./choose-files.tsx";
import { createImport, type ImportState } from "./create-import.ts";
import { Report } from "./report.tsx";
import { importLabel, isPlan } from "./report-words.ts";
import "./import.css";

/** Import, from choosing files to the report. Files that were dropped on the window are looked at right away. */
export function ImportDialog(props: { files: readonly File[] }) {
  const client = useClient();
  const navigate = useNavigate();
  const job = createImport(client);
  onMount(() => props.files.length > 0 && void job.look(props.files));

  const close = () => layout.setImporting(undefined);
  const at = <S extends ImportState["step"]>(step: S) =>
    job.state().step === step ? (job.state() as Extract<ImportState, { step: S }>) : undefined;
  async function run(files: readonly File[]) {
    await job.run(files);
    if (job.state().step !== "done") return;
    await markStarted(client);
    void askToPersist();
  }
  const done = () => {
    const report = at("done")?.report;
    navigate(contentViews.find(({ type }) => type === (report && isPlan(report) ? "project" : "note"))!.path);
    close();
  };
  return (
    <Dialog open title="Import" locked={job.state().step === "working"} onClose={close}>
      <div class={at("passphrase") ? "backup-dialog" : "import"}>
        <Switch>
          <Match when={at("choose")}>
            {(state) => <ChooseFiles message={state().message} onFiles={(files) => void job.look(files)} />}
          </Match>
          <Match when={at("passphrase")}>
            {(state) => (
              <PassphraseStep
                text="This file is encrypted."
                message={state().message}
                onTyped={(typed) => void job.open(state().file, typed)}
                onClose={close}
              />
            )}
          </Match>
          <Match when={at("working")}>
            {(state) => (
              <>
                <Progress work={state().progress} />
                <footer class="import-foot">
                  <Button onClick={job.cancel}>Cancel</Button>
                </footer>
              </>
            )}
          </Match>
          <Match when={at("look")}>
            {(state) => (
              <>
                <p class="import-lead">This is what was found. Nothing has been written yet.</p>
                <Report report={state().report} />
                <footer class="import-foot">
                  <Button onClick={job.restart}>Back</Button>
                  <Button look="primary" onClick={() => void run(state().files)}>
                    {importLabel(state().report)}
                  </Button>
                </footer>
              </>
            )}
          </Match>
          <Match when={at("done")}>
            {(state) => (
              <>
                <p class="import-lead">All of it is in your workspace.</p>
                <Report report={state().report} />
                <footer class="import-foot">
                  <Button onClick={() => (close(), void takeBack(client, state().report.batch, "the import"))}>Undo the import</Button>
                  <Button look="primary" onClick={done}>
                    Done
                  </Button>
                </footer>
              </>
            )}
          </Match>
        </Switch>
      </div>
    </Dialog>
  );
}
