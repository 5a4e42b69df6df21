import { createSignal, For, Show, type JSX } from "solid-js";
import type { Progress as Work } from "../../base/progress.ts";
import { useClient } from "../data/use-client.ts";
import { createWork } from "../settings/create-work.ts";
import { sizeOf } from "../shell/time-words.ts";
import { failureText, wasCancelled } from "../ui/failure-text.ts";
import { Button, Progress } from "../ui/index.ts";
import { count } from "./numbers.ts";
import { Panel } from "./panel.tsx";
import "./upkeep.css";

interface Result {
  readonly tone: "good" | "bad";
  readonly text: string;
  readonly list?: readonly string[];
}

interface Job {
  readonly label: string;
  readonly hint: string;
  readonly run: (onProgress: (work: Work) => void, signal: AbortSignal) => Promise<Result>;
}

const good = (text: string): Result => ({ tone: "good", text });

/** What a person can do for the database. Each can be done at any time; none is ever needed. */
export function Upkeep(props: { onDone: () => void }) {
  const client = useClient();
  const work = createWork();
  const [result, setResult] = createSignal<Result>();
  const jobs: readonly Job[] = [
    {
      label: "Check integrity",
      hint: "Every table, every reference, the search index",
      async run(onProgress, signal) {
        const { tables, complaints } = await client.task("database.check", {}, onProgress, signal);
        if (complaints.length === 0) return good(`All is well: ${count(tables)} tables, every reference and the search index.`);
        return { tone: "bad", text: "Not all is well. Export or back up first, then:", list: complaints };
      },
    },
    {
      label: "Optimize",
      hint: "Puts the search index together, renews what the planner knows",
      async run(onProgress, signal) {
        await client.task("database.optimize", {}, onProgress, signal);
        return good("Optimized: the search index is in one piece, and the planner knows the sizes of now.");
      },
    },
    {
      label: "Vacuum",
      hint: "Gives free pages back; needs room for a second file, and holds everything up for some seconds",
      async run(onProgress, signal) {
        const { before, after } = await client.task("database.vacuum", {}, onProgress, signal);
        return good(
          after < before
            ? `The file went from ${sizeOf(before)} to ${sizeOf(after)}.`
            : `The file was written anew; there was nothing to give back (${sizeOf(after)}).`,
        );
      },
    },
    {
      label: "Rebuild search index",
      hint: "From your texts, which are not touched; search goes on meanwhile",
      async run(onProgress, signal) {
        const { nodes } = await client.task("search.reindex", {}, onProgress, signal);
        return good(`The search index is new: ${count(nodes)} items.`);
      },
    },
  ];
  async function start({ label, run }: Job) {
    setResult(undefined);
    try {
      await work.start(label, async (onProgress, signal) => void setResult(await run(onProgress, signal)));
    } catch (error) {
      setResult(wasCancelled(error) ? good("Cancelled. Everything is as it was.") : { tone: "bad", text: failureText(error) });
    }
    props.onDone();
  }
  return (
    <Panel id="upkeep" title="Upkeep" text="Atelier does what is needed by itself. This is for when you want to know, or to make room.">
      <div class="diagnostics-jobs">
        <For each={jobs}>
          {(job) => (
            <div>
              <Button disabled={work.progress() !== undefined} onClick={() => void start(job)}>
                {job.label}
              </Button>
              <span>{job.hint}</span>
            </div>
          )}
        </For>
      </div>
      <Show when={work.progress()}>
        {(progress) => (
          <div class="diagnostics-work">
            <Progress work={progress()} />
            <Button onClick={work.cancel}>Cancel</Button>
          </div>
        )}
      </Show>
      <div aria-live="polite">
        <Show when={result()}>{(shown) => <Outcome result={shown()} />}</Show>
      </div>
    </Panel>
  );
}

function Outcome(props: { result: Result }): JSX.Element {
  return (
    <div class="diagnostics-outcome" data-tone={props.result.tone}>
      <p>{props.result.text}</p>
      <Show when={props.result.list}>
        {(list) => (
          <ul>
            <For each={list()}>{(line) => <li>{line}</li>}</For>
          </ul>
        )}
      </Show>
    </div>
  );
}
