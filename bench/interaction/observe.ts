/* Functions that run in the page: each is sent there as text, so it names nothing but its arguments and `window`. */

export interface Interaction {
  readonly id: number;
  readonly phase: string;
  /** To the next picture; of that until the page took it up, and while it worked on it. */
  readonly ms: number;
  readonly waited: number;
  readonly worked: number;
  /** Milliseconds since the page was opened. */
  readonly at: number;
}

/** What the browser itself tells about the time a person waits. */
export interface Observed {
  /** By interaction: its longest event, milliseconds from the touch of the key to the next picture. Those under 16 are only counted. */
  readonly interactions: readonly Interaction[];
  /** All interactions, those under 16 ms as well. */
  readonly count: number;
  readonly longTasks: readonly { readonly phase: string; readonly ms: number }[];
}

/** Runs before the page's own scripts. */
export function observe(): void {
  const longest = new Map<number, Interaction>();
  const longTasks: { phase: string; ms: number }[] = [];
  const state = { phase: "start", longest, longTasks };
  Object.assign(globalThis, { observed: state });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as unknown as (PerformanceEventTiming & { interactionId: number })[]) {
      const { interactionId: id, duration: ms, startTime: at, processingStart, processingEnd } = entry;
      const known = longest.get(id);
      if (id && (!known || known.ms < ms))
        longest.set(id, {
          id,
          phase: known?.phase ?? state.phase,
          ms,
          at,
          waited: processingStart - at,
          worked: processingEnd - processingStart,
        });
    }
  }).observe({ type: "event", durationThreshold: 16, buffered: true } as PerformanceObserverInit);
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longTasks.push({ phase: state.phase, ms: duration });
  }).observe({ type: "longtask", buffered: true });
}

export function enterPhase(phase: string): void {
  (globalThis as unknown as { observed: { phase: string } }).observed.phase = phase;
}

export function collect(): Observed {
  const { longest, longTasks } = (globalThis as unknown as { observed: { longest: Map<number, Interaction>; longTasks: never[] } })
    .observed;
  const { interactionCount = longest.size } = performance as unknown as { interactionCount?: number };
  return { interactions: [...longest.values()], count: interactionCount, longTasks };
}
