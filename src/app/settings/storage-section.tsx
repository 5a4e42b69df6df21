import { Show } from "solid-js";
import type { WorkspaceStats } from "../../content/spine/spine.model.ts";
import { createLiveQuery } from "../data/createLiveQuery.ts";
import { askToPersistAgain } from "../shell/persist.ts";
import { sizeOf } from "../shell/time-words.ts";
import { useStatus } from "../shell/use-status.ts";
import { Button, showToast } from "../ui/index.ts";
import { Usage } from "../storage/usage.tsx";
import { workspaceWords } from "../workspace-words.ts";
import { createFact } from "./create-fact.ts";
import { Row, Section } from "./section.tsx";

const count = new Intl.NumberFormat();

/** What the browser says; undefined where it says nothing. */
async function storageFacts() {
  const storage = navigator.storage as StorageManager | undefined;
  const [estimate, persisted] = await Promise.all([storage?.estimate?.(), storage?.persisted?.()]);
  return { usage: estimate?.usage, quota: estimate?.quota, persisted };
}

const used = (bytes: number | undefined) => (bytes === undefined ? "The browser does not say" : sizeOf(bytes));
const allowed = (bytes: number | undefined) => bytes && `by the count of this browser, which may lag; it allows ${sizeOf(bytes)}`;

export function StorageSection() {
  const status = useStatus();
  const stats = createLiveQuery("workspace.stats", () => ({}));
  const facts = createFact(storageFacts);
  async function persist() {
    const granted = await askToPersistAgain();
    showToast({
      text: granted
        ? "The browser keeps your workspace even when space runs out."
        : "The browser did not agree this time. Installing the app or using it more often makes it agree; a backup now and then is a good idea.",
    });
    await facts.askAgain();
  }
  return (
    <Section id="storage" title="Storage" text="Everything is in one SQLite file that belongs to this address in this browser.">
      <Show when={status()?.storage === "memory"}>
        <Row label="In memory only">Nothing is kept when this window closes</Row>
      </Show>
      <Row label="Protected" hint="A protected workspace is not cleared by the browser when the disk gets full.">
        <Show when={facts.value()?.persisted !== undefined} fallback={<span>The browser does not say</span>}>
          <Show when={facts.value()?.persisted} fallback={<Button onClick={() => void persist()}>Ask the browser</Button>}>
            <span>Yes</span>
          </Show>
        </Show>
      </Row>
      <Row label="Used" hint={allowed(facts.value()?.quota)}>
        {used(facts.value()?.usage)}
      </Row>
      <Show when={stats.data}>{(known) => <Counts stats={known()} />}</Show>
      <Usage />
    </Section>
  );
}

function Counts(props: { stats: WorkspaceStats }) {
  return (
    <>
      <Row label="In it">{workspaceWords(props.stats).join(", ")}</Row>
      <Row label="Attachments">
        {props.stats.attachments === 0 ? "None yet" : `${count.format(props.stats.attachments)}, ${sizeOf(props.stats.attachment_bytes)}`}
      </Row>
    </>
  );
}
