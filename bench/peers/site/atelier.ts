import { atelierPeer, type Door } from "../adapters/atelier.ts";
import { showBench } from "./show-bench.ts";

/* Atelier's own page: the same works, through its public door. */
showBench(atelierPeer((globalThis as unknown as { atelier: Door }).atelier));
