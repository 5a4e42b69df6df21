import { A } from "@solidjs/router";
import { Show } from "solid-js";
import { useClient } from "../data/use-client.ts";
import { failureText } from "../ui/failure-text.ts";
import { Button, showToast } from "../ui/index.ts";
// First: what the panels share comes before what is theirs.
import "./diagnostics.css";
import { Console } from "./console.tsx";
import { Events } from "./events.tsx";
import { Glance } from "./glance.tsx";
import { Panel } from "./panel.tsx";
import { Sizes } from "./sizes.tsx";
import { Statements } from "./statements.tsx";
import { Upkeep } from "./upkeep.tsx";
import { useAnswer } from "./use-answer.ts";

/** For everyone who wants to look: how the database does, what happened, and a way to ask it anything (DI1–DI6). */
export function DiagnosticsPage() {
  const client = useClient();
  const storage = useAnswer(() => client.task("diagnostics.storage", {}));
  const statements = useAnswer(() => client.task("diagnostics.statements", { all: true }));
  const events = useAnswer(() => client.task("diagnostics.events", {}));
  const schema = useAnswer(() => client.query("diagnostics.schema", {}));
  const lookAgain = () => void Promise.all([storage.again(), statements.again(), events.again()]);

  async function copyReport() {
    try {
      const { text } = await client.task("diagnostics.report", {});
      await navigator.clipboard.writeText(`Atelier ${__ATELIER_VERSION__}\n${navigator.userAgent}\n${text}`);
      showToast({ text: "The report is copied. It holds versions, sizes, counts, times and events, and nothing that you wrote." });
    } catch (error) {
      showToast({ text: failureText(error), tone: "danger" });
    }
  }
  return (
    <div class="plain-page">
      <div class="diagnostics">
        <header class="diagnostics-head">
          <div>
            <A href="/settings">Settings</A>
            <h1>Diagnostics</h1>
            <p>How your workspace's file does. All of it stays on this device; nothing is sent.</p>
          </div>
          <Button onClick={() => void copyReport()}>Copy a report</Button>
        </header>
        <Glance storage={storage.value()} slow={statements.value()?.rows.filter(({ slow }) => slow > 0).length} />
        <Upkeep onDone={lookAgain} />
        <Panel
          id="statements"
          title="Statements"
          text="Since this tab began to lead. Texts only, parameters are never kept; open one for its plan."
          failure={statements.failure()}
          onRefresh={() => void statements.again()}
        >
          <Statements rows={statements.value()?.rows.slice(0, 40) ?? []} />
        </Panel>
        <Panel
          id="events"
          title="Events"
          text="Starts, changes of the leading tab, long work, errors: the last 2,000."
          failure={events.failure()}
          onRefresh={() => void events.again()}
        >
          <Events rows={events.value() ?? []} />
        </Panel>
        <Panel id="sizes" title="Tables and indexes" failure={storage.failure()} onRefresh={() => void storage.again()}>
          <Show when={storage.value()}>{(known) => <Sizes storage={known()} uses={statements.value()?.indexes ?? []} />}</Show>
        </Panel>
        <Panel id="console" title="SQL console" text="Ask the file anything; it cannot be changed from here." failure={schema.failure()}>
          <Console tables={schema.value() ?? []} />
        </Panel>
      </div>
    </div>
  );
}
