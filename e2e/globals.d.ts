import type { Atelier } from "../src/app/data/atelier.ts";

declare global {
  interface Window {
    readonly atelier: Atelier;
  }
}
