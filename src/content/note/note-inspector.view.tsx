import { A } from "@solidjs/router";
import { For } from "solid-js";
import { createLiveQuery } from "../../app/data/createLiveQuery.ts";

/** What a note is linked with, and its properties. */
export function NoteInspector(props: { id: string }) {
  const links = createLiveQuery("node.links", () => ({ id: props.id, limit: 200 }));
  return (
    <section class="note-inspector" aria-label="About this note">
      <h3>Backlinks</h3>
      <ul>
        <For each={links.data?.backlinks}>
          {(link) => (
            <li>
              <A href={`/notes/${link.id}`}>{link.name}</A>
            </li>
          )}
        </For>
      </ul>
    </section>
  );
}
