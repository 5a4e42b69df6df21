import { useNavigate } from "@solidjs/router";
import { For, Show } from "solid-js";
import { createLiveQuery } from "../../app/data/createLiveQuery.ts";
import { SyncFacts } from "../../app/inspector/sync-facts.tsx";
import { HistoryLink } from "../../app/ui/history-link.tsx";
import { contentViews } from "../index.view.tsx";
import "./plan-inspector.css";

/** What a project or a todo hangs together with, and its earlier versions. */
export function PlanInspector(props: { id: string }) {
  const links = createLiveQuery("node.links", () => ({ id: props.id, limit: 200 }), { keep: true });
  const navigate = useNavigate();
  const others = () => [...(links.data?.backlinks ?? []), ...(links.data?.outgoing ?? [])];
  const open = (type: string, id: string) => {
    const path = contentViews.find((view) => view.type === type)?.path;
    if (path) navigate(`${path}/${id}`);
  };
  return (
    <div class="plan-inspector">
      <section>
        <h3>Connected with</h3>
        <Show when={others().length > 0} fallback={<p>Nothing yet. A [[link]] in the notes connects.</p>}>
          <ul>
            <For each={others()}>
              {(link) => (
                <li>
                  <button type="button" onClick={() => open(link.node_type, link.id)}>
                    {link.name}
                  </button>
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
      <SyncFacts id={props.id} />
    </div>
  );
}
