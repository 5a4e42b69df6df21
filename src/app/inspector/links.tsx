import { useNavigate } from "@solidjs/router";
import { Pencil, Plus } from "lucide-solid";
import { createMemo, For, Show } from "solid-js";
import type { LinkedNode, NodeLinks } from "../../content/spine/spine.model.ts";
import { IconButton } from "../ui/index.ts";
import type { ChosenNode } from "../ui/node-field.tsx";
import { NodeIcon } from "../ui/node-icon.tsx";
import { useNodeKinds } from "../ui/node-kinds.ts";
import { EDGE_WORDS } from "./edge-words.ts";
import { askForLink } from "./link-request.ts";
import { Section } from "./section.tsx";

interface LinksProps {
  readonly node: ChosenNode;
  readonly links: NodeLinks | undefined;
  /** How links are made where this node is written, for its empty list. */
  readonly hint: string;
}

/** What links here and what this links to, by edges of every type, with the way to make, change and remove them (GV7). */
export function LinkSections(props: LinksProps) {
  const make = () => askForLink({ source: props.node });
  return (
    <>
      <Section title="Linked from" count={props.links?.backlinks.length} empty="Nothing else links here yet.">
        <For each={props.links?.backlinks}>{(link) => <LinkItem link={link} source={link} target={props.node} />}</For>
      </Section>
      <Section
        title="Links to"
        count={props.links?.outgoing.length}
        empty={props.hint}
        tools={<IconButton icon={Plus} label="Link to…" onClick={make} />}
      >
        <For each={props.links?.outgoing}>{(link) => <LinkItem link={link} source={props.node} target={link} outgoing />}</For>
      </Section>
    </>
  );
}

interface LinkItemProps {
  readonly link: LinkedNode;
  readonly source: ChosenNode;
  readonly target: ChosenNode;
  readonly outgoing?: boolean;
}

function LinkItem(props: LinkItemProps) {
  const navigate = useNavigate();
  const kinds = useNodeKinds();
  const context = createMemo(() => plainContext(props.link.context));
  /** Said only where it is more than a plain link. */
  const kind = () => {
    const { says, said } = EDGE_WORDS[props.link.edge_type];
    const words = props.link.edge_type === "LINK" ? "" : props.outgoing ? says : said;
    return [words, props.link.label, props.link.weight === 1 ? "" : `weight ${props.link.weight}`].filter(Boolean).join(" · ");
  };
  function edit() {
    const { edge_id: id, edge_type, label, weight, directed, channel } = props.link;
    askForLink({
      source: props.source,
      target: props.target,
      edge: { id, edge_type, label, weight, directed, fromText: channel === "wikilink" },
    });
  }
  return (
    <li class="linked-item">
      <button type="button" class="linked" onClick={() => navigate(kinds.href(props.link))}>
        <NodeIcon type={props.link.node_type} />
        <span>
          {props.link.name}
          <Show when={props.link.folder}>{(folder) => <small> {folder()}</small>}</Show>
          <Show when={kind()}>{(words) => <em>{words()}</em>}</Show>
          <Show when={context()}>{(text) => <q>{text()}</q>}</Show>
        </span>
      </button>
      <IconButton icon={Pencil} class="linked-edit" label={`Edit link: ${props.link.name}`} onClick={edit} />
    </li>
  );
}

/** The line around a link as it reads, without the signs of Markdown. */
const plainContext = (context: string | null): string =>
  (context ?? "")
    .replace(/\[\[(?:[^\]|]*\|)?([^\]]*)\]\]/g, "$1")
    .replace(/^[\s>#*+-]+(?:\[[ xX]\])?|[*_`~]{1,3}/g, "")
    .trim();
