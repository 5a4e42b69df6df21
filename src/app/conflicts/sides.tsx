import { createMemo, For, Show } from "solid-js";
import type { SyncConflict } from "../../content/sync/sync.model.ts";
import { wholeWhen } from "../ui/dates.ts";
import { membersOf, valueWords } from "./conflict-words.ts";
import { wordChanges } from "./word-changes.ts";

/** Mine and theirs side by side, each with what it changed since both were the same (SU6). */
export function Sides(props: { conflict: SyncConflict }) {
  return (
    <div class="conflict-sides">
      <Side title="Mine" who="This device" at={props.conflict.mine_at} value={props.conflict.mine} conflict={props.conflict} />
      <Side
        title="Theirs"
        who={props.conflict.by ?? "Another device"}
        at={props.conflict.theirs_at}
        value={props.conflict.theirs}
        conflict={props.conflict}
      />
    </div>
  );
}

interface SideProps {
  readonly title: string;
  readonly who: string;
  readonly at: number;
  readonly value: unknown;
  readonly conflict: SyncConflict;
}

function Side(props: SideProps) {
  return (
    <section aria-label={props.title}>
      <header>
        <h3>{props.title}</h3>
        <p>
          {props.who}, <time dateTime={new Date(props.at).toISOString()}>{wholeWhen(props.at)}</time>
        </p>
      </header>
      <div class="conflict-value" tabindex="0" role="group" aria-label={`${props.title}: what it says`}>
        <Show when={props.conflict.policy === "set"} fallback={<Words {...props} />}>
          <SetMembers {...props} />
        </Show>
      </div>
    </section>
  );
}

function Words(props: SideProps) {
  const isText = () => typeof props.value === "string" && (props.conflict.base === null || typeof props.conflict.base === "string");
  const pieces = createMemo(() => (isText() ? wordChanges((props.conflict.base as string | null) ?? "", props.value as string) : []));
  return (
    <Show when={isText()} fallback={<p>{valueWords(props.value, props.conflict.column)}</p>}>
      <p>
        <For each={pieces()} fallback="Nothing">
          {(piece) => (
            <Show when={piece.kind !== "same"} fallback={piece.text}>
              <Show when={piece.kind === "added"} fallback={<del>{piece.text}</del>}>
                <ins>{piece.text}</ins>
              </Show>
            </Show>
          )}
        </For>
      </p>
    </Show>
  );
}

function SetMembers(props: SideProps) {
  const before = () => membersOf(props.conflict.base);
  const now = () => membersOf(props.value);
  return (
    <ul class="conflict-set">
      <For each={now()} fallback={<li>Nothing</li>}>
        {(member) => <li>{before().includes(member) ? member : <ins>{member}</ins>}</li>}
      </For>
      <For each={before().filter((member) => !now().includes(member))}>
        {(member) => (
          <li>
            <del>{member}</del>
          </li>
        )}
      </For>
    </ul>
  );
}
