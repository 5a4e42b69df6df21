import { createSignal, Show } from "solid-js";
import { Button } from "../../app/ui/index.ts";

const FIRST = 100;
const MOST = 1000;
const NUMBER = new Intl.NumberFormat();

/** How much of a long list is asked for: a hundred, then ten times as many. */
export function createPart() {
  const [limit, setLimit] = createSignal(FIRST);
  return { limit, more: () => setLimit(MOST), isAll: () => limit() === MOST };
}

/** Of a long list, how much of it is shown, and the way to more: nothing is left out in silence. */
export function More(props: { shown: number; total: number; part: ReturnType<typeof createPart> }) {
  return (
    <Show when={props.total > props.shown && props.shown > 0}>
      <p class="plan-more">
        <span>{`Showing ${NUMBER.format(props.shown)} of ${NUMBER.format(props.total)}.`}</span>
        <Show when={!props.part.isAll()}>
          <Button look="quiet" onClick={() => props.part.more()}>
            {`Show ${NUMBER.format(Math.min(MOST, props.total) - props.shown)} more`}
          </Button>
        </Show>
      </p>
    </Show>
  );
}
