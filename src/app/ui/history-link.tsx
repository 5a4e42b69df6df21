import { A } from "@solidjs/router";
import { History } from "lucide-solid";
import { Show } from "solid-js";
import { createLiveQuery } from "../data/createLiveQuery.ts";
import { shortWhen } from "./dates.ts";
import "./history-link.css";

/** How many versions a node has, and the way to them: the same in the inspector of every content type. */
export function HistoryLink(props: { id: string }) {
  const versions = createLiveQuery("version.list", () => ({ node_id: props.id, limit: 1 }), { keep: true });
  return (
    <A class="history-link" href={`/history/${props.id}`}>
      <History size={14} />
      <Show when={versions.data?.rows[0]} fallback="No earlier version yet">
        {(newest) => (
          <span>
            {versions.data!.total === 1 ? "1 version" : `${versions.data!.total.toLocaleString()} versions`}
            <small> the last of {shortWhen(newest().at, Date.now())}</small>
          </span>
        )}
      </Show>
    </A>
  );
}
