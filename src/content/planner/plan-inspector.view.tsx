import { A } from "@solidjs/router";
import { For, Show } from "solid-js";
import { createLiveQuery } from "../../app/data/createLiveQuery.ts";
import { HistoryLink } from "../../app/ui/history-link.tsx";
import "./plan-inspector.css";

/** What a project or a todo hangs together with, and its earlier versions. */
export function PlanInspector(props: { id: string }) {
  const links = createLiveQuery("node.links", () => ({ id: props.id, limit: 200 }), { keep: true });
  const others = () => [...(links.data?.backlinks ?? []), ...(links.data?.outgoing ?? [])];
  return (
    <div class="plan-inspector">
      <section>
        <h3>Connected with</h3>
        <Show when={others().length > 0} fallback={<p>Nothing yet. A [[link]] in the notes connects.</p>}>
          <ul>
            <For each={others()}>
              {(link) => (
                <li>
                  <A href={`/go/${link.id}`}>{link.name}</A>
                  <small>{link.label ?? ""}</small>
                </li>
              )}
            </For>
          </ul>
        </Show>
      </section>
      <section>
        <h3>History</h3>
        <HistoryLink id={props.id} />
      </section>
    </div>
  );
}
