import { useNavigate } from "@solidjs/router";
import { FilePlus2 } from "lucide-solid";
import { For, Show } from "solid-js";
import type { QueryResult } from "../../rpc/api.ts";
import { createLiveQuery } from "../data/createLiveQuery.ts";
import { useClient } from "../data/use-client.ts";
import { failureText } from "../ui/failure-text.ts";
import { Button, EmptyState, showToast } from "../ui/index.ts";
import type { GraphActions } from "./graph-actions.ts";

type Missing = QueryResult<"graph.missing">[number];

const MOST = 200;

/** Names that texts link to and that nobody has written yet, the most wanted first. */
export function MissingPanel(props: { actions: GraphActions }) {
  const client = useClient();
  const navigate = useNavigate();
  const missing = createLiveQuery("graph.missing", () => ({ limit: MOST }), { keep: true });
  /** `Folder/Name` is made in that folder; a bare name beside the first that links to it. */
  async function write({ target, sources }: Missing) {
    try {
      const slash = target.lastIndexOf("/");
      const beside = slash < 0 && sources[0] ? await client.query("node.get", { id: sources[0].id }) : null;
      const folder = slash < 0 ? (beside?.folder ?? "") : target.slice(0, slash);
      const { id } = await client.run("note.create", { name: target.slice(slash + 1), folder });
      navigate(`/notes/${id}`);
    } catch (error) {
      showToast({ text: failureText(error), tone: "danger" });
    }
  }
  return (
    <Show
      when={missing.data?.length !== 0}
      fallback={<EmptyState text="Every link leads somewhere. Names that are not written yet will be listed here." />}
    >
      <ul class="graph-pairs" aria-label="Missing">
        <For each={missing.data}>
          {(item) => (
            <li>
              <div>
                <span class="graph-missing">
                  <FilePlus2 size={14} />
                  {item.target}
                </span>
                <small>
                  {item.count === 1 ? "1 link" : `${item.count} links`}
                  <For each={item.sources}>
                    {(source, i) => (
                      <>
                        {i() === 0 ? " from " : ", "}
                        <button type="button" class="graph-inline" onClick={() => props.actions.open(source.id)}>
                          {source.name}
                        </button>
                      </>
                    )}
                  </For>
                </small>
              </div>
              <Button aria-label={`Write ${item.target}`} onClick={() => void write(item)}>
                Write it
              </Button>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}
