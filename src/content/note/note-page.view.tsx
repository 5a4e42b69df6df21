import { useLocation, useNavigate } from "@solidjs/router";
import { createEffect, createSignal, Match, on, onCleanup, onMount, Show, Switch, untrack } from "solid-js";
import { createLiveQuery } from "../../app/data/createLiveQuery.ts";
import { useClient } from "../../app/data/use-client.ts";
import { Button, showToast } from "../../app/ui/index.ts";
import { type SaveState, useSaveState } from "../../app/ui/save-state.ts";
import { keptText, keepText } from "./kept-texts.view.ts";
import { createNoteDraft, QUIET, QUIET_SETTING } from "./note-draft.view.ts";
import { createNoteEditor, type NoteEditor } from "./note-editor.view.ts";
import { NoteHead } from "./note-head.view.tsx";
import { createNoteHost } from "./note-host.view.ts";
import { TagsField } from "./note-tags.view.tsx";
import { NoteTitle } from "./note-title.view.tsx";
import type { NoteRecord } from "./note.model.ts";
import { offerToRewriteLinks } from "./rewrite-links.view.ts";
import "./note-page.css";

const UNSAVED = "What you typed here is not saved yet. It stays here as long as this tab is open.";

/** A note: title, tags, text. The page scrolls as one, the title with the text. */
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
        <p class="note-message">This note is not here any more. It was deleted for ever, or this address is of another workspace.</p>
      </Match>
    </Switch>
  );
}

function OpenNote(props: { note: NoteRecord }) {
  const client = useClient();
  const navigate = useNavigate();
  const location = useLocation<{ created?: boolean }>();
  const links = createLiveQuery("node.links", () => ({ id: props.note.id, limit: 1000 }));
  const [editor, setEditor] = createSignal<NoteEditor>();
  const [linking, setLinking] = createSignal(0);
  const { id, content, version } = untrack(() => props.note);
  const saving = createSaving(id, () => editor()?.text() ?? content);
  const [readOnly, setReadOnly] = createSignal<string>();
  onCleanup(client.onStatus((status) => setReadOnly(status.readOnly?.message)));
  /** Where the banner above says why nothing is saved, once is enough. */
  const reason = (message: string) => (message === readOnly() ? UNSAVED : message);
  const settings = createLiveQuery("setting.list", () => ({}));
  let mount!: HTMLDivElement;

  const draft = createNoteDraft({
    id,
    initial: { content, version },
    send: async (args) => (await client.mutate([{ name: "note.update", args }]))[0] as never,
    fetch: () => client.query("note.get", { id }),
    text: () => editor()!.text(),
    merge: (base, theirs) => {
      if (editor()!.merge(base, theirs).overlap)
        showToast({ text: "The same words were changed in another place too. Both versions are in the text: please look it over." });
    },
    report: saving.report,
    quiet: () => Number(settings.data?.[QUIET_SETTING] ?? QUIET),
    now: () => performance.now(),
    setTimer: (run, delay) => window.setTimeout(run, delay),
    clearTimer: (timer) => window.clearTimeout(timer),
  });

  onMount(() => {
    const host = createNoteHost({
      client,
      open: (path) => navigate(path + location.search),
      folder: () => props.note.folder,
      onEdit: () => draft.edited(),
      onBlur: draft.flush,
    });
    const created = createNoteEditor({ id, parent: mount, text: content, host, storage: sessionStorage, now: Date.now });
    setEditor(created);
    const kept = keptText(id);
    if (kept !== undefined) created.restore(kept);
    const stop = client.onFlush(() => {
      draft.flush();
      created.keep();
    });
    onCleanup(() => {
      stop();
      draft.flush();
      saving.close();
      created.keep();
      created.destroy();
      host.dispose();
    });
  });
  createEffect(
    on(
      () => [props.note.version, props.note.content] as const,
      ([newest, text]) => draft.arrived({ version: newest, content: text }),
      { defer: true },
    ),
  );
  createEffect(() => editor()?.setMissing(links.data?.unresolved ?? []));

  return (
    <article class="note-page">
      <NoteHead note={props.note} text={() => editor()?.text() ?? content} />
      <div class="note-column">
        <Show when={saving.failure()}>
          {(failure) => (
            <div class="note-alert" role="alert">
              <p>{reason(failure().message)}</p>
              <Button onClick={() => failure().retry()}>Try again</Button>
            </div>
          )}
        </Show>
        <Show when={props.note.deleted_at !== null}>
          <div class="note-alert" role="status">
            <p>This note is in the trash.</p>
            <Button onClick={() => void client.mutate([{ name: "node.restore", args: { id } }])}>Restore</Button>
          </div>
        </Show>
        <NoteTitle
          note={props.note}
          fresh={location.state?.created === true}
          onEnter={() => setLinking(new Set(links.data?.backlinks.map((link) => link.id)).size)}
          onRename={(name) => draft.edited(name)}
          onDone={(before, after) => (draft.flush(), offerToRewriteLinks(client, id, before, after, linking()))}
          onLeave={() => editor()?.focus("start")}
        />
        <div class="note-line">
          <TagsField tags={props.note.tags} onChange={(tags) => void client.mutate([{ name: "note.update", args: { id, tags } }])} />
          <span class="note-count">{props.note.word_count === 1 ? "1 word" : `${props.note.word_count.toLocaleString()} words`}</span>
        </div>
        <div class="note-editor" ref={mount} />
      </div>
    </article>
  );
}

/** Tells the status strip and the page how saving goes; a text that could not be saved outlives its page (ED2). */
function createSaving(id: string, text: () => string) {
  const strip = useSaveState();
  const [state, setState] = createSignal<SaveState>({ kind: "idle" });
  let closed = false;
  const settle = () => {
    const { kind } = untrack(state);
    if (closed) keepText(id, kind === "failed" || kind === "saving" ? text() : undefined);
  };
  return {
    report(next: SaveState) {
      setState(next);
      strip.report(id, next);
      settle();
    },
    failure: () => {
      const now = state();
      return now.kind === "failed" ? now : undefined;
    },
    close() {
      closed = true;
      settle();
    },
  };
}
