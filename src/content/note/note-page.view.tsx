import { useNavigate } from "@solidjs/router";
import { createEffect, createSignal, Match, on, onCleanup, onMount, Show, Switch } from "solid-js";
import { createLiveQuery } from "../../app/data/createLiveQuery.ts";
import { useClient } from "../../app/data/use-client.ts";
import { useSaveState } from "../../app/ui/save-state.ts";
import { createNoteDraft } from "./note-draft.view.ts";
import { createNoteEditor, type NoteEditor } from "./note-editor.view.ts";
import { createNoteHost } from "./note-host.view.ts";
import type { NoteRecord } from "./note.model.ts";
import { NoteHead } from "./note-head.view.tsx";
import { NoteTitle } from "./note-title.view.tsx";
import "./note-page.css";

/** A note: title, folder and tags, text. The page scrolls as one, the title with the text. */
export function NotePage(props: { id: string }) {
  return (
    <Show when={props.id} keyed>
      {(id) => <LoadedNote id={id} />}
    </Show>
  );
}

function LoadedNote(props: { id: string }) {
  const client = useClient();
  const note = createLiveQuery("note.get", () => ({ id: props.id }));
  onMount(() => void client.mutate([{ name: "node.visit", args: { id: props.id } }]));
  return (
    <Switch>
      <Match when={note.error}>{(error) => <p class="note-message">{error().message}</p>}</Match>
      <Match when={note.data}>{(record) => <OpenNote note={record()} />}</Match>
      <Match when={note.data === null}>
        <p class="note-message">This note does not exist any more. It may have been deleted for ever in another tab.</p>
      </Match>
    </Switch>
  );
}

function OpenNote(props: { note: NoteRecord }) {
  const client = useClient();
  const navigate = useNavigate();
  const saving = useSaveState();
  const links = createLiveQuery("node.links", () => ({ id: props.note.id, limit: 1000 }));
  const [editor, setEditor] = createSignal<NoteEditor>();
  const { id } = props.note;
  let mount!: HTMLDivElement;

  const draft = createNoteDraft({
    id,
    initial: { content: props.note.content, version: props.note.version },
    send: async (args) => (await client.mutate([{ name: "note.update", args }]))[0] as never,
    fetch: () => client.query("note.get", { id }),
    text: () => editor()!.text(),
    merge: (base, theirs) => void editor()!.merge(base, theirs),
    report: (state) => saving.report(id, state),
    now: () => performance.now(),
    setTimer: (run, delay) => window.setTimeout(run, delay),
    clearTimer: (timer) => window.clearTimeout(timer),
  });

  onMount(() => {
    const host = createNoteHost({ client, navigate, folder: () => props.note.folder, onEdit: () => draft.edited(), onBlur: draft.flush });
    const created = createNoteEditor({ id, parent: mount, text: props.note.content, host, storage: sessionStorage, now: Date.now });
    setEditor(created);
    const stop = client.onFlush(() => {
      draft.flush();
      created.keep();
    });
    onCleanup(() => {
      stop();
      draft.flush();
      created.keep();
      created.destroy();
      host.dispose();
    });
  });
  createEffect(
    on(
      () => [props.note.version, props.note.content] as const,
      ([version, content]) => draft.arrived({ version, content }),
      { defer: true },
    ),
  );
  createEffect(() => editor()?.setMissing(links.data?.unresolved ?? []));

  return (
    <article class="note-page">
      <div class="note-column">
        <NoteHead note={props.note} />
        <NoteTitle note={props.note} links={links.data} onRename={(name) => draft.edited(name)} onDone={draft.flush} onLeave={() => editor()?.focus("start")} />
        <div class="note-editor" ref={mount} />
      </div>
    </article>
  );
}
