import { createForceLayout, type LayoutInput } from "./force-layout.ts";
import type { LayoutReport, LayoutRequest } from "./layout-messages.ts";

/** The worker cannot hear the page while it steps. */
const SLICE_MS = 40;
/** Nodes that move less than this part of the width have settled. */
const SETTLED = 0.00012;

let stopped = false;
/** The page has drawn the last report: where drawing is slow, the layout does not wait for it. */
let drawn = true;

const later = () => new Promise<void>((resolve) => setTimeout(resolve, 0));
const tell = (report: LayoutReport) => postMessage(report, { transfer: [report.places.buffer] });

async function run(input: LayoutInput, steps: number): Promise<void> {
  const layout = createForceLayout(input);
  let done = 0;
  let settled = false;
  while (done < steps && !stopped && !settled) {
    const until = performance.now() + SLICE_MS;
    do settled = layout.step() < SETTLED && done > steps / 10;
    while (++done < steps && !settled && performance.now() < until);
    if (drawn) tell({ places: layout.places(), done, total: steps, ended: false });
    drawn = false;
    await later();
  }
  tell({ places: layout.places(), done, total: steps, ended: true });
}

addEventListener("message", ({ data }: MessageEvent<LayoutRequest>) => {
  if (data.kind === "stop") stopped = true;
  else if (data.kind === "drawn") drawn = true;
  else void run(data.input, data.steps);
});
