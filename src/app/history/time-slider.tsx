import { createMemo } from "solid-js";
import type { VersionEntry } from "../../content/version/version.model.ts";
import { wholeWhen } from "../ui/dates.ts";

/** The versions of a node as a line of time, the oldest at its beginning. `versions`: newest first. */
export function TimeSlider(props: { versions: readonly VersionEntry[]; chosen: VersionEntry; onChoose: (version: number) => void }) {
  const last = () => props.versions.length - 1;
  const place = createMemo(() => last() - props.versions.findIndex(({ version }) => version === props.chosen.version));
  return (
    <div class="history-slider">
      <input
        type="range"
        aria-label="Version"
        aria-valuetext={wholeWhen(props.chosen.at)}
        min={0}
        max={Math.max(1, last())}
        step={1}
        disabled={last() === 0}
        value={place()}
        onInput={(event) => props.onChoose(props.versions[last() - Number(event.currentTarget.value)]!.version)}
      />
      <div class="history-ends">
        <span>{wholeWhen(props.versions.at(-1)!.at)}</span>
        <output>{wholeWhen(props.chosen.at)}</output>
        <span>Now</span>
      </div>
    </div>
  );
}
