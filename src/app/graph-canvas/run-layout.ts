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
    const start = performance.now();
    onReport(data);
    if (data.ended) worker.terminate();
    else whenDrawn(() => setTimeout(() => say({ kind: "drawn" }), restAfter(performance.now() - start)));
  });
  say({ kind: "run", input, steps });
  return { stop: () => say({ kind: "stop" }), dispose: () => worker.terminate() };
}

/** The message is sent in the frame, and arrives when the frame is done. */
function whenDrawn(done: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.addEventListener("message", () => (port1.close(), done()), { once: true });
  port1.start();
  requestAnimationFrame(() => port2.postMessage(null));
}

/** Two frames: what every picture may take, the wait for its frame included. */
const SMOOTH_MS = 33;

/** Where pictures take long to draw, the page belongs to the person for three quarters of the time (GV6). */
export const restAfter = (drawing: number): number => 3 * Math.max(0, drawing - SMOOTH_MS);

/** More nodes take more steps to untangle, and each step longer: a bound for the whole. */
export const stepsFor = (nodes: number): number => Math.round(Math.min(900, 300 + 8 * Math.sqrt(nodes)));
