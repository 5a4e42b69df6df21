import { useLocation, useNavigate } from "@solidjs/router";
import { FilePlus2 } from "lucide-solid";
import { For, Show } from "solid-js";
import { createLiveQuery } from "../../app/data/createLiveQuery.ts";
import { useClient } from "../../app/data/use-client.ts";
import { LinkSections } from "../../app/inspector/links.tsx";
import { LocalGraph } from "../../app/inspector/local-graph.tsx";
import { Mentions } from "../../app/inspector/mentions.tsx";
import { Section } from "../../app/inspector/section.tsx";
import { SyncFacts } from "../../app/inspector/sync-facts.tsx";
import { wholeWhen } from "../../app/ui/dates.ts";
import { PlaceField } from "../../app/ui/place-editor.tsx";
import { HistoryLink } from "../../app/ui/history-link.tsx";
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
  const node = () => note.data && { id: note.data.id, node_type: "note", name: note.data.name };
  const open = (id: string) => navigate(`/notes/${id}${location.search}`);
  const create = async (name: string) => open((await createLinkedNote(client, name, note.data?.folder ?? "")).id);
  return (
    <div class="note-inspector">
      <Show when={node()}>{(itself) => <LocalGraph node={itself()} />}</Show>
      <Show when={node()}>
        {(itself) => <LinkSections node={itself()} links={links.data} hint="Type [[ in the text to link to another note." />}
      </Show>
      <Show when={links.data?.unresolved.length}>
        <Section title="Not written yet" count={links.data?.unresolved.length}>
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
      <Show when={node()}>{(itself) => <Mentions node={itself()} />}</Show>
      <section>
        <h3>History</h3>
        <HistoryLink id={props.id} />
      </section>
      <SyncFacts id={props.id} />
      <Show when={note.data}>{(record) => <Properties note={record()} />}</Show>
    </div>
  );
}

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
