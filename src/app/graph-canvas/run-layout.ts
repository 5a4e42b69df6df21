import type { LayoutInput } from "./force-layout.ts";
import type { LayoutReport, LayoutRequest } from "./layout-messages.ts";

export interface LayoutRun {
  /** Ends it where it is; the last report still comes. */
  readonly stop: () => void;
  /** Ends it without another word. */
  readonly dispose: () => void;
}

/** Runs a layout in a worker of its own: neither the page nor the database waits for it. */
export function runLayout(input: LayoutInput, steps: number, onReport: (report: LayoutReport) => void): LayoutRun {
  const worker = new Worker(new URL("./layout.worker.ts", import.meta.url), { type: "module", name: "atelier-layout" });
  const say = (request: LayoutRequest) => worker.postMessage(request);
  worker.addEventListener("message", ({ data }: MessageEvent<LayoutReport>) => {
    if (data.ended) worker.terminate();
    else requestAnimationFrame(() => say({ kind: "drawn" }));
    onReport(data);
  });
  say({ kind: "run", input, steps });
  return { stop: () => say({ kind: "stop" }), dispose: () => worker.terminate() };
}

/** More nodes take more steps to untangle, and each step longer: a bound for the whole. */
export const stepsFor = (nodes: number): number => Math.round(Math.min(900, 300 + 8 * Math.sqrt(nodes)));
