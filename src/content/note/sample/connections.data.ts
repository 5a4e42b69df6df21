import { type EdgeKind, putEdge } from "../../../db/spine/edges.ts";
import type { WriteContext } from "../../../db/module.ts";

const RUNNING_ORDER = ["Low Bridge", "Harbour Lights", "Paper Boats", "Slow Tide", "海の灯", "Signal Fire", "Night Ferry"];

const STEPS = ["Decide about Signal Fire", "Send the press text", "Mastering", "Sleeve to the printer", "Harbour Lights out as a single"];

const STOPS = [
  "Hirtshals – on the night ferry",
  "Bergen – the sardine factory",
  "Leith – the dock café",
  "Hamburg – the fish hall",
  "Halifax – pier 21",
  "Yokohama – the red warehouse",
];

/** Songs that belong together, and how strongly. */
const KIN: readonly (readonly [string, string, number, string])[] = [
  ["Low Bridge", "Night Ferry", 0.9, "begins and ends in D"],
  ["Slow Tide", "海の灯", 0.7, "no chorus"],
  ["Harbour Lights", "海の灯", 0.5, "lamps"],
  ["Sound palette", "Listening list", 0.4, "near and far"],
];

/** The connections that a person would have made, over those that the texts make. */
export function connectSample(ctx: WriteContext, idOf: (name: string) => string): void {
  const put = (
    edge_type: EdgeKind,
    from: string,
    to: string,
    more: { label?: string; weight?: number; directed?: boolean; sequence_order?: number } = {},
  ) => putEdge(ctx, { id: ctx.newId(), edge_type, source_id: idOf(from), target_id: idOf(to), ...more });
  RUNNING_ORDER.forEach((song, i) => {
    put("NEST", "The album", song, { sequence_order: i + 1 });
    if (i > 0) put("SEQUENCE", RUNNING_ORDER[i - 1]!, song, { sequence_order: i });
  });
  STEPS.forEach((step, i) => put("NEST", "Release plan", step, { sequence_order: i + 1 }));
  STOPS.forEach((stop, i) => {
    put("NEST", "Harbour tour", stop, { sequence_order: i + 1 });
    if (i > 0) put("SEQUENCE", STOPS[i - 1]!, stop, { sequence_order: i });
  });
  for (const [a, b, weight, label] of KIN) put("AFFINITY", a, b, { weight, label, directed: false });
}
