import { Star } from "lucide-solid";
import { createMemo, createSignal, Show } from "solid-js";
import type { NodeFilter } from "../../content/view/view.model.ts";
import { createLiveQuery } from "../data/createLiveQuery.ts";
import { Segmented } from "../ui/index.ts";
import { typeLabel } from "./axes.ts";
import { Bars } from "./bars.tsx";
import type { PictureProps } from "./latch-bar.tsx";

type By = "tag" | "type" | "status";
const LABELS: Record<By, string> = { tag: "Tags", type: "Types", status: "Status" };
const EMPTY: Record<By, string> = {
  tag: "Nothing here has a tag.",
  type: "Nothing here.",
  status: "Nothing here.",
};
/** More bars than these are no picture: the field above them finds the others. */
const MOST = 200;

const barLabel = (by: By, value: string): string => (by === "type" ? typeLabel(value) : by === "tag" ? `#${value}` : value || "No status");

/** Tags, types and statuses as bars, longest first. */
export function CategoryPicture(props: PictureProps) {
  const [chosen, setBy] = createSignal<By>("tag");
  const choices = () => (["tag", "status", "type"] as const).filter((key) => !props.fixed.includes(key));
  const by = () => chosen();
  const [typed, setTyped] = createSignal("");
  const facet = createLiveQuery("latch.category", () => ({ ...props.filter, by: by(), limit: MOST }), { keep: true });
  const bars = createMemo(() =>
    (facet.data ?? [])
      .map(({ value, count }) => ({ value, count, label: barLabel(by(), value) }))
      .filter(({ label }) => label.toLowerCase().includes(typed().trim().toLowerCase())),
  );
  const change = (key: By, value: string | undefined) => props.change({ [key]: value } satisfies Partial<NodeFilter>);
  return (
    <>
      <div class="latch-tools">
        <Segmented
          label="Category by"
          options={choices().map((value) => ({ value, label: LABELS[value] }))}
          value={by()}
          onChange={(next) => (setTyped(""), setBy(next))}
        />
        <button
          type="button"
          class="icon-button latch-star"
          aria-label="Favourites"
          data-tip="Favourites"
          aria-pressed={props.filter.favorite === true}
          onClick={() => props.change({ favorite: props.filter.favorite ? undefined : true })}
        >
          <Star size={16} />
        </button>
      </div>
      <Show when={(facet.data?.length ?? 0) > 12 || typed()}>
        <input
          type="search"
          class="latch-find"
          aria-label={`Find among ${LABELS[by()].toLowerCase()}`}
          placeholder={`Find among ${LABELS[by()].toLowerCase()}`}
          value={typed()}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </Show>
      <Bars
        label={LABELS[by()]}
        bars={bars()}
        chosen={props.filter[by()]}
        onChoose={(value) => change(by(), value)}
        empty={typed() ? "No such name." : EMPTY[by()]}
      />
    </>
  );
}
