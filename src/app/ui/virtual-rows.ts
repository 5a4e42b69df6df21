import { type Accessor, createEffect, createSignal, onCleanup } from "solid-js";

interface Options {
  readonly total: () => number;
  /** Called with the rows on the screen and a few around them. */
  readonly onRange: (from: number, to: number) => void;
}

export interface VirtualRows {
  readonly range: () => { from: number; to: number };
  /** Reference for the element that scrolls. It names the height of its rows in `--row-height`, a length in rem. */
  readonly scroller: (element: HTMLElement) => void;
  /** Reference for the element inside that is as tall as all rows. */
  readonly canvas: (element: HTMLElement) => void;
  /** Puts a row where its index says. */
  readonly place: (element: HTMLElement, index: Accessor<number>) => void;
  /** Brings a row into sight, moving as little as possible. */
  readonly reveal: (index: number) => void;
  /** Whole rows on one screen. */
  readonly perPage: () => number;
}

const AROUND = 8;

/** Which rows of a long list are on the screen. Rows of one height need no measuring, so a jump anywhere is one step. */
export function createVirtualRows({ total, onRange }: Options): VirtualRows {
  const [scroller, setScroller] = createSignal<HTMLElement>();
  const [canvas, setCanvas] = createSignal<HTMLElement>();
  const [range, setRange] = createSignal({ from: 0, to: 0 });
  const [height, setHeight] = createSignal(0);

  function measure() {
    const element = scroller();
    if (!element?.isConnected || height() === 0) return;
    const from = Math.max(0, Math.floor(element.scrollTop / height()) - AROUND);
    const to = Math.max(from, Math.min(total(), Math.ceil((element.scrollTop + element.clientHeight) / height()) + AROUND));
    setRange((now) => (now.from === from && now.to === to ? now : { from, to }));
  }
  /** The text size may change at any time, and with it the height of a row. */
  function measureRow(element: HTMLElement) {
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const rows = Number.parseFloat(getComputedStyle(element).getPropertyValue("--row-height"));
    // An element that has just left the page has no styles.
    if (Number.isFinite(rows)) setHeight(rows * rem);
  }

  createEffect(() => {
    const element = scroller();
    if (!element) return;
    const resized = new ResizeObserver(() => {
      measureRow(element);
      measure();
    });
    element.addEventListener("scroll", measure, { passive: true });
    resized.observe(element);
    onCleanup(() => {
      element.removeEventListener("scroll", measure);
      resized.disconnect();
    });
  });
  createEffect(() => {
    const element = canvas();
    if (element) element.style.blockSize = `${total() * height()}px`;
    measure();
  });
  createEffect(() => onRange(range().from, range().to));

  return {
    range,
    scroller: setScroller,
    canvas: setCanvas,
    place: (element, index) => createEffect(() => (element.style.transform = `translateY(${index() * height()}px)`)),
    perPage: () => Math.max(1, Math.floor((scroller()?.clientHeight ?? 0) / Math.max(1, height()))),
    reveal(index) {
      const element = scroller();
      if (!element || index < 0) return;
      const top = index * height();
      if (top < element.scrollTop) element.scrollTop = top;
      else if (top + height() > element.scrollTop + element.clientHeight) element.scrollTop = top + height() - element.clientHeight;
    },
  };
}
