import { A } from "@solidjs/router";
import { createSignal, Match, Show, Switch } from "solid-js";
import type { SyncConflict } from "../../content/sync/sync.model.ts";
import { createLiveQuery } from "../data/createLiveQuery.ts";
import { Button } from "../ui/index.ts";
import { NodeIcon } from "../ui/node-icon.tsx";
import { useNodeKinds } from "../ui/node-kinds.ts";
import { choiceWords, columnWords, membersOf, valueWords } from "./conflict-words.ts";
import { Sides } from "./sides.tsx";
import { TextMerge } from "./text-merge.tsx";

export type Choice = "mine" | "theirs" | "merged";

interface DetailProps {
  readonly conflict: SyncConflict;
  readonly space: string | undefined;
  readonly onResolve: (choice: Choice, value?: string) => void;
}

/** One conflict: what happened, both sides, and what can be done. */
export function ConflictDetail(props: DetailProps) {
  const kinds = useNodeKinds();
  const words = () => choiceWords(props.conflict);
  const isDelete = () => props.conflict.kind !== "field";
  const [merging, setMerging] = createSignal(false);
  return (
    <article class="conflict" aria-labelledby="conflict-name">
      <header>
        <h2 id="conflict-name" tabindex="-1">
          <Show when={props.conflict.node_type}>{(type) => <NodeIcon type={type()} size={18} />}</Show>
          {props.conflict.name || "Untitled"}
        </h2>
        <p>
          <Show when={!isDelete()}>
            <strong>{columnWords(props.conflict.column)}.</strong>{" "}
          </Show>
          {words().story}
          <Show when={props.space}> In {props.space}.</Show>
          <Show when={props.conflict.node_id && props.conflict.node_type}>
            {" "}
            <A href={kinds.href({ id: props.conflict.node_id!, node_type: props.conflict.node_type! })}>Open it</A>
          </Show>
        </p>
      </header>
      <Switch>
        <Match when={merging()}>
          <TextMerge
            base={textOf(props.conflict.base)}
            mine={textOf(props.conflict.mine)}
            theirs={textOf(props.conflict.theirs)}
            onSave={(text) => props.onResolve("merged", text)}
            onCancel={() => setMerging(false)}
          />
        </Match>
        <Match when={true}>
          <Show when={isDelete() && props.conflict.node_id}>{(id) => <WhatIsLeft id={id()} />}</Show>
          <Show when={!isDelete()}>
            <Sides conflict={props.conflict} />
            <Show when={props.conflict.base !== null && props.conflict.policy !== "text"}>
              <p class="conflict-base">Before, it was: {baseWords(props.conflict)}</p>
            </Show>
          </Show>
          <footer class="conflict-do">
            <Button look={isDelete() ? "primary" : "plain"} onClick={() => props.onResolve("mine")}>
              {words().mine}
            </Button>
            <Button look={props.conflict.kind === "deleted_there" ? "danger" : "plain"} onClick={() => props.onResolve("theirs")}>
              {words().theirs}
            </Button>
            <Show when={props.conflict.policy === "text" && !isDelete()}>
              <Button look="primary" onClick={() => setMerging(true)}>
                Merge…
              </Button>
            </Show>
            <Show when={props.conflict.policy === "set" && !isDelete()}>
              <Button look="primary" onClick={() => props.onResolve("merged")}>
                Keep both
              </Button>
            </Show>
          </footer>
        </Match>
      </Switch>
    </article>
  );
}

/** What would be lost or come back: as much of it as is needed to know it again. */
function WhatIsLeft(props: { id: string }) {
  const node = createLiveQuery("node.get", () => ({ id: props.id }));
  return (
    <Show when={node.data}>
      {(record) => (
        <section class="conflict-left" aria-label="What it says">
          <p>{record().content.slice(0, LONG) || "It has no text."}</p>
        </section>
      )}
    </Show>
  );
}

/** Enough to know a text again. */
const LONG = 1200;

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

const baseWords = ({ policy, base, column }: SyncConflict): string =>
  policy === "set" ? membersOf(base).join(", ") || "Nothing" : valueWords(base, column);
