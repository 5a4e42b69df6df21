import { For, Show } from "solid-js";
import { Kbd } from "../ui/index.ts";
import { MarkedText } from "../ui/marked-text.tsx";
import type { Choice } from "./choices.ts";

interface PaletteOptionProps {
  choice: Choice;
  id: string;
  active: boolean;
  onPoint: () => void;
  onChoose: () => void;
}

export function PaletteOption(props: PaletteOptionProps) {
  return (
    // The focus stays in the field, whose keys choose; the pointer is the other way.
    <div
      role="option"
      id={props.id}
      class="palette-option"
      aria-selected={props.active}
      onPointerMove={() => props.active || props.onPoint()}
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => props.onChoose()}
    >
      <span class="palette-icon" data-type={props.choice.type}>
        {props.choice.icon({ size: 16 })}
      </span>
      <span class="palette-words">
        <span class="palette-title">
          <MarkedText text={props.choice.title} />
          <Show when={props.choice.also}>
            {(also) => (
              <span class="palette-why">
                also called <MarkedText text={also()} />
              </span>
            )}
          </Show>
          <For each={props.choice.tags}>
            {(tag) => (
              <span class="palette-why">
                #<MarkedText text={tag} />
              </span>
            )}
          </For>
        </span>
        <Show when={props.choice.detail}>
          {(detail) => (
            <span class="palette-detail">
              <MarkedText text={detail()} />
            </span>
          )}
        </Show>
      </span>
      <Show when={props.choice.place}>
        {(place) => (
          <span class="palette-place">
            <MarkedText text={place()} />
          </span>
        )}
      </Show>
      <Show when={props.choice.keys}>{(keys) => <Kbd keys={keys()} />}</Show>
    </div>
  );
}
