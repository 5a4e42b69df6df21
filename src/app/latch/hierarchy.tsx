import { createMemo, createSignal } from "solid-js";
import { createLiveQuery } from "../data/createLiveQuery.ts";
import { Segmented } from "../ui/index.ts";
import { Bars } from "./bars.tsx";
import type { PictureProps } from "./latch-bar.tsx";

const TREES = [
  { value: "folder", label: "Folders" },
  { value: "priority", label: "Priority" },
  { value: "importance", label: "Importance" },
  { value: "nest", label: "Nested" },
] as const;
type Tree = (typeof TREES)[number]["value"];

const EMPTY: Record<Tree, string> = {
  folder: "Nothing here lies in a folder.",
  priority: "Nothing here.",
  importance: "Nothing here.",
  nest: "Nothing here lies inside another item yet.",
};

/** Folders, ranks and what lies inside what, as a tree with bars. */
export function HierarchyPicture(props: PictureProps) {
  const [by, setBy] = createSignal<Tree>("folder");
  const facet = createLiveQuery("latch.hierarchy", () => ({ ...props.filter, by: by() }), { keep: true });
  const bars = createMemo(() =>
    (facet.data ?? []).map(({ value, label, depth, count }) => ({
      value,
      depth,
      count,
      label: (by() === "priority" || by() === "importance") && value === "0" ? "None" : label,
    })),
  );
  const chosen = () => {
    const { folder, priority, importance, under } = props.filter;
    return { folder, nest: under, priority: priority?.toString(), importance: importance?.toString() }[by()];
  };
  function choose(value: string | undefined): void {
    const rank = value === undefined ? undefined : Number(value);
    const next = { folder: { folder: value }, nest: { under: value }, priority: { priority: rank }, importance: { importance: rank } };
    props.change(next[by()]);
  }
  return (
    <>
      <div class="latch-tools">
        <Segmented label="Hierarchy by" options={TREES} value={by()} onChange={setBy} />
      </div>
      <Bars
        label={TREES.find(({ value }) => value === by())!.label}
        bars={bars()}
        chosen={chosen()}
        onChoose={choose}
        empty={EMPTY[by()]}
      />
    </>
  );
}
