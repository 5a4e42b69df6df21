import { createEffect, createSignal, onCleanup } from "solid-js";

interface Options {
  /** Pixels; every row has the same. */
  readonly height: number;
  readonly total: () => number;
  /** Called with the rows on the screen and a few around them. */
  readonly onRange: (from: number, to: number) => void;
}

export interface VirtualRows {
  readonly range: () => { from: number; to: number };
  /** Reference for the element that scrolls. */
  readonly scroller: (element: HTMLElement) => void;
  /** Reference for the element inside that is as tall as all rows. */
  readonly canvas: (element: HTMLElement) => void;
  /** Brings a row into sight, moving as little as possible. */
  readonly reveal: (index: number) => void;
}

const AROUND = 8;

/** Which rows of a long list are on the screen. Rows of one height need no measuring, so a jump anywhere is one step. */
export function createVirtualRows({ height, total, onRange }: Options): VirtualRows {
  const [scroller, setScroller] = createSignal<HTMLElement>();
  const [canvas, setCanvas] = createSignal<HTMLElement>();
  const [range, setRange] = createSignal({ from: 0, to: 0 });

  function measure() {
    const element = scroller();
    if (!element) return;
    const from = Math.max(0, Math.floor(element.scrollTop / height) - AROUND);
    const to = Math.min(total(), Math.ceil((element.scrollTop + element.clientHeight) / height) + AROUND);
    setRange((now) => (now.from === from && now.to === to ? now : { from, to: Math.max(from, to) }));
  }

  createEffect(() => {
    const element = scroller();
    if (!element) return;
    element.addEventListener("scroll", measure, { passive: true });
    const resized = new ResizeObserver(measure);
    resized.observe(element);
    onCleanup(() => {
      element.removeEventListener("scroll", measure);
      resized.disconnect();
    });
  });
  createEffect(() => {
    const element = canvas();
    if (element) element.style.blockSize = `${total() * height}px`;
    measure();
  });
  createEffect(() => onRange(range().from, range().to));

  return {
    range,
    scroller: setScroller,
    canvas: setCanvas,
    reveal(index) {
      const element = scroller();
      if (!element || index < 0) return;
      const top = index * height;
      if (top < element.scrollTop) element.scrollTop = top;
      else if (top + height > element.scrollTop + element.clientHeight) element.scrollTop = top + height - element.clientHeight;
    },
  };
}
