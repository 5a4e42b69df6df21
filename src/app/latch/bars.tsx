import { For, Show } from "solid-js";

export interface Bar {
  readonly value: string;
  readonly label: string;
  readonly count: number;
  readonly depth?: number;
}

interface BarsProps {
  readonly label: string;
  readonly bars: readonly Bar[];
  readonly chosen: string | undefined;
  /** Choosing the chosen one again takes the condition away. */
  readonly onChoose: (value: string | undefined) => void;
  readonly empty: string;
}

/** Values with how many there are of each, as words, numbers and lengths. Arrow keys walk them. */
export function Bars(props: BarsProps) {
  const most = () => Math.max(1, ...props.bars.map(({ count }) => count));
  return (
    <Show when={props.bars.length > 0} fallback={<p class="latch-none">{props.empty}</p>}>
      <ul class="latch-bars" aria-label={props.label} onKeyDown={walkButtons}>
        <For each={props.bars}>
          {(bar) => (
            <li>
              <button
                type="button"
                class="latch-row"
                aria-pressed={props.chosen === bar.value}
                style={{ "--share": bar.count / most(), "--depth": bar.depth ?? 0 }}
                onClick={() => props.onChoose(props.chosen === bar.value ? undefined : bar.value)}
              >
                <span>{bar.label}</span>
                <small>{bar.count.toLocaleString()}</small>
              </button>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}

/** Arrows, Home and End move the focus among the buttons of a list or a strip. */
export function walkButtons(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>("button:not([disabled])")];
  const at = buttons.indexOf(document.activeElement as HTMLElement);
  const steps: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowRight: at + 1,
    ArrowUp: at - 1,
    ArrowLeft: at - 1,
    Home: 0,
    End: buttons.length - 1,
  };
  const to = steps[event.key];
  if (to === undefined) return;
  event.preventDefault();
  buttons[Math.max(0, Math.min(buttons.length - 1, to))]?.focus();
}
