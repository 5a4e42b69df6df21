import { useNavigate } from "@solidjs/router";
import { For, Show } from "solid-js";
import type { QueryResult } from "../../rpc/api.ts";
import type { Client } from "../data/client.ts";
import { createLiveQuery } from "../data/createLiveQuery.ts";
import { useClient } from "../data/use-client.ts";
import { Button, runUndoable, showToast } from "../ui/index.ts";
import { MarkedText } from "../ui/marked-text.tsx";
import type { ChosenNode } from "../ui/node-field.tsx";
import { NodeIcon } from "../ui/node-icon.tsx";
import { useNodeKinds } from "../ui/node-kinds.ts";
import { findMention, linkStretch } from "./link-mention.ts";
import { Section } from "./section.tsx";

type Mention = QueryResult<"graph.mentions">[number];

const MOST = 20;

/** Texts that name this node without a link, each with a button that makes it one (GV9). Shown only if there are any. */
export function Mentions(props: { node: ChosenNode }) {
  const client = useClient();
  const navigate = useNavigate();
  const kinds = useNodeKinds();
  const mentions = createLiveQuery("graph.mentions", () => ({ id: props.node.id, limit: MOST }), { keep: true });
  return (
    <Show when={mentions.data?.length}>
      {(count) => (
        <Section title="Mentioned, not linked" count={count()}>
          <For each={mentions.data}>
            {(mention) => (
              <li class="linked-item">
                <button type="button" class="linked" onClick={() => navigate(kinds.href(mention))}>
                  <NodeIcon type={mention.node_type} />
                  <span>
                    {mention.name}
                    <q>
                      <MarkedText text={mention.context} />
                    </q>
                  </span>
                </button>
                <Show when={mention.node_type === "note"}>
                  <Button
                    look="quiet"
                    aria-label={`Link the mention in ${mention.name}`}
                    onClick={() => void linkMention(client, props.node, mention)}
                  >
                    Link
                  </Button>
                </Show>
              </li>
            )}
          </For>
        </Section>
      )}
    </Show>
  );
}

/** Turns that one mention in the other note into a link; a note that was edited since is left alone. */
async function linkMention(client: Client, node: ChosenNode, mention: Mention): Promise<void> {
  const note = await client.query("note.get", { id: mention.id });
  const stretch = note && findMention(note.content, mention.context);
  if (!note || !stretch) {
    return showToast({ text: "The text has changed in the meantime. Nothing was changed; look again.", tone: "danger" });
  }
  const words = note.content.slice(stretch.from, stretch.to);
  const meant = await client.query("node.resolve", { name: words, folder: note.folder });
  const whole = await client.query("node.get", { id: node.id });
  const target = meant?.id === node.id ? undefined : [whole?.folder, node.name].filter(Boolean).join("/");
  await runUndoable(
    client,
    [{ name: "note.update", args: { id: note.id, content: linkStretch(note.content, stretch, target), base_version: note.version } }],
    `“${note.name}” links to “${node.name}” now.`,
  );
}
