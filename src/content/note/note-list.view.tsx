import { useLocation, useNavigate } from "@solidjs/router";
import { LayoutGrid, SquarePen } from "lucide-solid";
import { createEffect, createMemo, createSignal, For, Match, onCleanup, Show, Switch } from "solid-js";
import { createKeysetList } from "../../app/data/keyset-list.ts";
import { workspaceStorage } from "../../app/data/own-workspace.ts";
import { useClient } from "../../app/data/use-client.ts";
import { LatchBar } from "../../app/latch/latch-bar.tsx";
import { Button, EmptyState, IconButton } from "../../app/ui/index.ts";
import { createSyncStates } from "../../app/ui/sync-states.ts";
import { createVirtualRows } from "../../app/ui/virtual-rows.ts";
import { createListKeys } from "./note-list-keys.view.ts";
import { cachedRows, cacheRows } from "./note-list-cache.view.ts";
import { NoteRow } from "./note-list-row.view.tsx";
import { SortMenu } from "./note-list-tools.view.tsx";
import { createNoteFilter, FIXED } from "./note-filter.view.ts";
import { ListPicture } from "./note-pictures.view.tsx";
import "./note-list.css";

const MINUTE = 60_000;

/** The list pane of notes: any number of them, live, of which only what is on the screen is loaded (LI1). */
export function NoteList() {
  const client = useClient();
  const navigate = useNavigate();
  const location = useLocation();
  const storage = workspaceStorage();
  const filter = createNoteFilter(storage);
  const list = createKeysetList(filter.args);
  const remembered = cachedRows(storage);
  const plain = () => !filter.active() && filter.sort() === "modified_at";
  const early = () => (list.loading() && plain() ? remembered : []);
  const virtual = createVirtualRows({ total: () => list.total() || early().length, onRange: list.show });
  const rows = createMemo(() => {
    const { from, to } = virtual.range();
    return early().length > 0 ? early().slice(from, to) : list.rows(from, to);
  });
  const syncOf = createSyncStates(() => rows().flatMap((row) => row?.id ?? []));
  const selected = () => location.pathname.split("/")[2];
  const [now, setNow] = createSignal(Date.now());
  const clock = setInterval(() => setNow(Date.now()), MINUTE);
  onCleanup(() => clearInterval(clock));

  createEffect(() => {
    const first = list.rows(0, 20).filter((row) => row !== undefined);
    if (plain() && !list.loading() && virtual.range().from === 0) cacheRows(storage, first);
  });

  async function create() {
    const { folder, tag } = filter.filter();
    const { id } = await client.run("note.create", { ...(folder && { folder }), ...(tag && { tags: [tag] }) });
    navigate(filter.href(id), { state: { created: true } });
  }
  const keys = createListKeys({
    client,
    list,
    reveal: virtual.reveal,
    selected,
    page: virtual.perPage,
    open: (id) => navigate(filter.href(id), { replace: true }),
  });

  return (
    <section class="note-list" aria-label="Notes">
      <header class="note-list-head">
        <h2>Notes</h2>
        <span class="note-list-count" aria-label={`${list.total()} notes`}>
          {list.loading() ? "" : list.total().toLocaleString()}
        </span>
        <SortMenu filter={filter} />
        <IconButton icon={LayoutGrid} label="Show these as a view" onClick={() => navigate(filter.asView())} />
        <IconButton icon={SquarePen} label="New note" keys="N" onClick={() => void create()} />
      </header>
      <div class="note-list-filter">
        <LatchBar filter={filter.filter()} change={filter.change} fixed={FIXED} />
      </div>
      <Switch>
        <Match when={list.error()}>{(error) => <EmptyState text={error().message} />}</Match>
        <Match when={!list.loading() && list.total() === 0 && filter.active()}>
          <EmptyState
            picture={<ListPicture />}
            text="No note matches this filter."
            action={<Button onClick={filter.clear}>Show all notes</Button>}
          />
        </Match>
        <Match when={!list.loading() && list.total() === 0}>
          <EmptyState
            picture={<ListPicture />}
            text="Your notes will be listed here, the last one first."
            action={
              <Button look="primary" onClick={() => void create()}>
                Write a note
              </Button>
            }
          />
        </Match>
        <Match when={true}>
          <div
            class="note-rows"
            ref={virtual.scroller}
            role="grid"
            aria-label="Notes"
            aria-rowcount={list.total()}
            tabindex="0"
            aria-activedescendant={selected() ? `note-row-${selected()}` : undefined}
            aria-busy={list.loading()}
            onKeyDown={keys}
          >
            <div class="note-canvas" role="presentation" ref={virtual.canvas}>
              <For each={rows()}>
                {(row, i) => {
                  const index = () => virtual.range().from + i();
                  return (
                    <Show
                      when={row}
                      fallback={
                        <div class="note-row note-row-empty" role="presentation" ref={(element) => virtual.place(element, index)} />
                      }
                    >
                      {(note) => (
                        <div
                          class="note-row"
                          role="row"
                          id={`note-row-${note().id}`}
                          aria-selected={selected() === note().id}
                          aria-rowindex={index() + 1}
                          ref={(element) => virtual.place(element, index)}
                          onClick={(event) =>
                            event.ctrlKey || event.metaKey
                              ? void window.open(filter.href(note().id), "_blank", "noopener")
                              : navigate(filter.href(note().id))
                          }
                        >
                          <NoteRow note={note()} sort={filter.sort()} now={now()} sync={syncOf(note().id)} />
                        </div>
                      )}
                    </Show>
                  );
                }}
              </For>
            </div>
          </div>
        </Match>
      </Switch>
    </section>
  );
}
