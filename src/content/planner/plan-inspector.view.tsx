import { Show } from "solid-js";
import { createLiveQuery } from "../../app/data/createLiveQuery.ts";
import { LinkSections } from "../../app/inspector/links.tsx";
import { LocalGraph } from "../../app/inspector/local-graph.tsx";
import { Mentions } from "../../app/inspector/mentions.tsx";
import { SyncFacts } from "../../app/inspector/sync-facts.tsx";
import { HistoryLink } from "../../app/ui/history-link.tsx";
import type { LinkedNode, NodeLinks } from "../spine/spine.model.ts";
import "./plan-inspector.css";

/** What a project or a todo hangs together with: notes, songs and whatever else links; and its earlier versions. */
export function PlanInspector(props: { id: string }) {
  const links = createLiveQuery("node.links", () => ({ id: props.id, limit: 500 }), { keep: true });
  const node = createLiveQuery("node.get", () => ({ id: props.id }), { keep: true });
  const itself = () => node.data && { id: node.data.id, node_type: node.data.node_type, name: node.data.name };
  return (
    <div class="plan-inspector">
      <Show when={itself()}>
        {(own) => (
          <>
            <LocalGraph node={own()} />
            <LinkSections
              node={own()}
              links={links.data && withoutTodos(links.data)}
              hint="A [[link]] in the notes connects, and so does “Link to…”."
            />
            <Mentions node={own()} />
          </>
        )}
      </Show>
      <section>
        <h3>History</h3>
        <HistoryLink id={props.id} />
      </section>
      <SyncFacts id={props.id} />
    </div>
  );
}

/** The todos of a project stand on its page already; here they would hide everything else. */
function withoutTodos(links: NodeLinks): NodeLinks {
  const isShown = ({ node_type, edge_type }: LinkedNode) => node_type !== "todo" || edge_type !== "NEST";
  return { ...links, outgoing: links.outgoing.filter(isShown) };
}
