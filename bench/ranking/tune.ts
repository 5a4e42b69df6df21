import type { Database } from "../../src/db/sqlite.ts";
import type { KnownItem } from "./known-items.ts";
import { qualityOf, setWeights, type Weights } from "./measure.ts";

/** An indexed corpus with its queries. */
export interface Corpus {
  readonly label: string;
  readonly db: Database;
  readonly items: readonly KnownItem[];
}

/** Tried for each column in turn, the others as they are; the text weighs 1. */
const GRID = { name: [2, 5, 10, 15, 25, 40], tags: [1, 2, 5, 10], folder: [0.5, 1, 2, 4] } as const;

export interface Trial {
  readonly weights: Weights;
  /** MRR@10 on the tuning half of each corpus. */
  readonly each: readonly number[];
  /** Their mean: a large corpus counts no more than a small one. */
  readonly mrr: number;
}

/** Every second query of each kind tunes; the others are held out, to judge the choice. */
export const tuningHalf = (items: readonly KnownItem[]): KnownItem[] => items.filter((_, i) => i % 2 === 0);
export const heldOutHalf = (items: readonly KnownItem[]): KnownItem[] => items.filter((_, i) => i % 2 === 1);

/** A difference below this is noise: the weights stay as they are. */
export const NOISE = 0.002;

/** The best weights that a walk along each column in turn finds, among those that make no corpus worse; and all that was tried. */
export function tune(corpora: readonly Corpus[], start: Weights): { best: Trial; trials: Trial[] } {
  const trials: Trial[] = [];
  const attempt = (weights: Weights): Trial => {
    const known = trials.find((trial) => JSON.stringify(trial.weights) === JSON.stringify(weights));
    if (known) return known;
    const each = corpora.map(({ db, items }) => {
      setWeights(db, weights);
      return qualityOf(db, tuningHalf(items)).mrr;
    });
    const trial = { weights, each, mrr: each.reduce((sum, mrr) => sum + mrr, 0) / each.length };
    trials.push(trial);
    return trial;
  };
  let best = attempt(start);
  const before = best;
  const isRobust = ({ each }: Trial) => each.every((mrr, i) => mrr > before.each[i]! - NOISE);
  for (const column of ["tags", "folder", "name"] as const) {
    for (const weight of GRID[column]) {
      const trial = attempt({ ...best.weights, [column]: weight });
      if (trial.mrr > best.mrr + NOISE && isRobust(trial)) best = trial;
    }
  }
  return { best, trials };
}
