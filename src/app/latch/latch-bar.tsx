import { ArrowDownAZ, Calendar, ListTree, MapPin, Tags, X } from "lucide-solid";
import { type Component, For, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { NodeFilter } from "../../content/view/view.model.ts";
import type { Icon } from "../ui/index.ts";
import { Popover } from "../ui/popover.tsx";
import { AlphabetPicture } from "./alphabet.tsx";
import { AXES, type Axis, axisWords, type Change, without } from "./axes.ts";
import { CategoryPicture } from "./category.tsx";
import { HierarchyPicture } from "./hierarchy.tsx";
import { LocationPicture } from "./location.tsx";
import { TimePicture } from "./time.tsx";
import "./latch-bar.css";

export interface PictureProps {
  readonly filter: NodeFilter;
  readonly change: Change;
  /** Conditions that are not the person's to change: the list of notes is always of notes. */
  readonly fixed: readonly (keyof NodeFilter)[];
}

const LOOKS: Record<Axis, { label: string; icon: Icon; Picture: Component<PictureProps> }> = {
  location: { label: "Location", icon: MapPin, Picture: LocationPicture },
  alphabet: { label: "Alphabet", icon: ArrowDownAZ, Picture: AlphabetPicture },
  time: { label: "Time", icon: Calendar, Picture: TimePicture },
  category: { label: "Category", icon: Tags, Picture: CategoryPicture },
  hierarchy: { label: "Hierarchy", icon: ListTree, Picture: HierarchyPicture },
};

const NONE: readonly (keyof NodeFilter)[] = [];

/** A set narrowed along five axes; each chip says to what, and opens a picture of what there is (VI7). */
export function LatchBar(props: { filter: NodeFilter; change: Change; fixed?: readonly (keyof NodeFilter)[] }) {
  const fixed = () => props.fixed ?? NONE;
  return (
    <div class="latch-bar" role="group" aria-label="Filter">
      <For each={AXES}>
        {(axis) => {
          const look = LOOKS[axis];
          const words = () => axisWords(axis, props.filter, fixed(), Date.now()).join(", ");
          return (
            <div class="latch-chip" data-on={words() ? "" : undefined}>
              <Popover
                label={words() ? `${look.label}: ${words()}` : look.label}
                class="latch-face"
                panelClass="latch-panel"
                lazy
                face={
                  <>
                    {look.icon({ size: 14 })}
                    <span class={words() ? "latch-words" : "latch-name"}>{words() || look.label}</span>
                  </>
                }
              >
                {() => (
                  <>
                    <h3 class="latch-title">{look.label}</h3>
                    <Dynamic component={look.Picture} filter={props.filter} change={props.change} fixed={fixed()} />
                  </>
                )}
              </Popover>
              <Show when={words()}>
                <button
                  type="button"
                  class="latch-remove"
                  aria-label={`Remove filter ${words()}`}
                  onClick={() => props.change(without(axis, fixed()))}
                >
                  <X size={12} />
                </button>
              </Show>
            </div>
          );
        }}
      </For>
    </div>
  );
}
