import { lazy, Suspense } from "solid-js";
import { Segmented } from "../ui/index.ts";
import type { PictureProps } from "./latch-bar.tsx";

const MiniMap = lazy(async () => ({ default: (await import("./mini-map.tsx")).MiniMap }));

const PLACES = [
  { value: "any", label: "Anywhere" },
  { value: "with", label: "Has a place" },
  { value: "without", label: "No place" },
] as const;

/** Where the set lies, on a map on which a box can be drawn. */
export function LocationPicture(props: PictureProps) {
  const others = () => {
    const { box: _, ...rest } = props.filter;
    return rest;
  };
  const value = () => (props.filter.located === undefined ? "any" : props.filter.located ? "with" : "without");
  return (
    <>
      <div class="latch-tools">
        <Segmented
          label="Place"
          options={PLACES}
          value={value()}
          onChange={(next) => props.change({ located: next === "any" ? undefined : next === "with" })}
        />
      </div>
      <Suspense fallback={<div class="latch-map" />}>
        <MiniMap filter={others()} box={props.filter.box} onBox={(box) => props.change({ box })} />
      </Suspense>
    </>
  );
}
