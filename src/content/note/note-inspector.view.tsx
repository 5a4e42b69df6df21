import { useLocation, useNavigate } from "@solidjs/router";
import { FilePlus2, FileText } from "lucide-solid";
import { createMemo, For, type JSX, Show } from "solid-js";
import { createLiveQuery } from "../../app/data/createLiveQuery.ts";
import { useClient } from "../../app/data/use-client.ts";
import { wholeWhen } from "../../app/ui/dates.ts";
import { PlaceField } from "../../app/ui/place-editor.tsx";
import { HistoryLink } from "../../app/ui/history-link.tsx";
import type { LinkedNode } from "../spine/spine.model.ts";
import { createLinkedNote } from "./note-host.view.ts";
import type { NoteRecord } from "./note.model.ts";
import { WordsField } from "./note-tags.view.tsx";
import "./note-inspector.css";

/** What a note is linked with, and its properties. */
export function NoteInspector(props: { id: string }) {
  const client = useClient();
  const navigate = useNavigate();
  const location = useLocation();
  const links = createLiveQuery("node.links", () => ({ id: props.id, limit: 200 }), { keep: true });
  const note = createLiveQuery("note.get", () => ({ id: props.id }), { keep: true });
  const open = (id: string) => navigate(`/notes/${id}${location.search}`);
  const create = async (name: string) => open((await createLinkedNote(client, name, note.data?.folder ?? "")).id);
  return (
    <div class="note-inspector">
      <Section title="Linked from" count={links.data?.backlinks.length} empty="No other note links here yet.">
        <For each={links.data?.backlinks}>{(link) => <LinkItem link={link} onOpen={() => open(link.id)} />}</For>
      </Section>
      <Section title="Links to" count={links.data?.outgoing.length} empty="Type [[ in the text to link to another note.">
        <For each={links.data?.outgoing}>{(link) => <LinkItem link={link} onOpen={() => open(link.id)} />}</For>
      </Section>
      <Show when={links.data?.unresolved.length}>
        <Section title="Not written yet" count={links.data?.unresolved.length} empty="">
          <For each={links.data?.unresolved}>
            {(name) => (
              <li>
                <button type="button" class="linked" aria-label={`Create note ${name}`} onClick={() => void create(name)}>
                  <FilePlus2 size={14} />
                  <span>{name}</span>
                </button>
              </li>
            )}
          </For>
        </Section>
      </Show>
      <section>
        <h3>History</h3>
        <HistoryLink id={props.id} />
      </section>
      <Show when={note.data}>{(record) => <Properties note={record()} />}</Show>
    </div>
  );
}

function Section(props: { title: string; count: number | undefined; empty: string; children: JSX.Element }) {
  return (
    <section>
      <h3>
        {props.title} <Show when={props.count}>{(count) => <small>{count()}</small>}</Show>
      </h3>
      <Show when={props.count !== 0} fallback={<p class="inspector-empty">{props.empty}</p>}>
        <ul>{props.children}</ul>
      </Show>
    </section>
  );
}

function LinkItem(props: { link: LinkedNode; onOpen: () => void }) {
  const context = createMemo(() => plainContext(props.link.context));
  return (
    <li>
      <button type="button" class="linked" onClick={() => props.onOpen()}>
        <FileText size={14} />
        <span>
          {props.link.name}
          <Show when={props.link.folder}>{(folder) => <small> {folder()}</small>}</Show>
          <Show when={context()}>{(text) => <q>{text()}</q>}</Show>
        </span>
      </button>
    </li>
  );
}

/** The line around a link as it reads, without the signs of Markdown. */
const plainContext = (context: string | null): string =>
  (context ?? "")
    .replace(/\[\[(?:[^\]|]*\|)?([^\]]*)\]\]/g, "$1")
    .replace(/^[\s>#*+-]+(?:\[[ xX]\])?|[*_`~]{1,3}/g, "")
    .trim();

function Properties(props: { note: NoteRecord }) {
  const client = useClient();
  const setAliases = (aliases: string[]) => void client.mutate([{ name: "note.update", args: { id: props.note.id, aliases } }]);
  return (
    <section>
      <h3>Properties</h3>
      <dl>
        <dt>Folder</dt>
        <dd>{props.note.folder || "None"}</dd>
        <dt>Tags</dt>
        <dd>{props.note.tags.map((tag) => `#${tag}`).join(" ") || "None"}</dd>
        <dt>Aliases</dt>
        <dd>
          <WordsField label="Alias" words={props.note.aliases} suggestions={[]} onChange={setAliases} />
        </dd>
        <dt>Place</dt>
        <dd>
          <PlaceField node={props.note} />
        </dd>
        <dt>Words</dt>
        <dd>{props.note.word_count.toLocaleString()}</dd>
        <dt>Created</dt>
        <dd>{wholeWhen(props.note.created_at)}</dd>
        <dt>Changed</dt>
        <dd>{wholeWhen(props.note.modified_at)}</dd>
        <Show when={props.note.source}>
          {(source) => (
            <>
              <dt>Source</dt>
              <dd>{source()}</dd>
            </>
          )}
        </Show>
      </dl>
    </section>
  );
}
