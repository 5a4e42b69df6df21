import { A, useLocation, useNavigate } from "@solidjs/router";
import { createMemo, For, Show } from "solid-js";
import { createKeysetList, type ListArgs } from "../../app/data/keyset-list.ts";
import { useClient } from "../../app/data/use-client.ts";
import { createVirtualRows } from "../../app/ui/virtual-rows.ts";
import "./note-list.css";

const ROW_HEIGHT = 84;

/** The list pane of notes. */
export function NoteList() {
  const client = useClient();
  const navigate = useNavigate();
  const location = useLocation();
  const args = (): ListArgs => ({ type: "note", sort: "modified_at" });
  const list = createKeysetList(args);
  const virtual = createVirtualRows({ height: ROW_HEIGHT, total: list.total, onRange: list.show });
  const rows = createMemo(() => list.rows(virtual.range().from, virtual.range().to));
  const selected = () => location.pathname.split("/")[2];

  async function create() {
    const { id } = await client.run("note.create", {});
    navigate(`/notes/${id}`);
  }
  return (
    <section class="note-list" aria-label="Notes">
      <header class="note-list-head">
        <h2>Notes</h2>
        <span>{list.total()}</span>
        <button type="button" onClick={() => void create()}>
          New note
        </button>
      </header>
      <div class="note-rows" ref={virtual.scroller}>
        <ul ref={virtual.canvas}>
          <For each={rows()}>
            {(row, i) => (
              <li style={{ transform: `translateY(${(virtual.range().from + i()) * ROW_HEIGHT}px)` }}>
                <Show when={row}>
                  {(note) => (
                    <A href={`/notes/${note().id}`} aria-current={selected() === note().id ? "page" : undefined}>
                      {note().name}
                    </A>
                  )}
                </Show>
              </li>
            )}
          </For>
        </ul>
      </div>
    </section>
  );
}
