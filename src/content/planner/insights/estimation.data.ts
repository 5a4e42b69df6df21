import type { ReadContext, WriteContext } from "../../../db/module.ts";

/**
 * How long things really take: the geometric mean of actual over estimated hours, of a tag, of a project, and of all.
 * A scope with few samples leans on the next wider one (shrinkage, as in empirical Bayes estimation): after `TRUST`
 * samples it counts for half (PL10).
 */
const TRUST = 4;
/** One slip of the timer must not turn everything round. */
const MOST_LOG_RATIO = Math.log(5);

export const ESTIMATION_SQL = {
  list: "SELECT id, scope, samples, log_ratio_sum, error_own_sum, error_learned_sum FROM estimation_models WHERE samples > 0 ORDER BY samples DESC, id",
  put: `INSERT INTO estimation_models (id, scope, samples, log_ratio_sum, error_own_sum, error_learned_sum) VALUES (?, ?, 1, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET samples = samples + 1, log_ratio_sum = log_ratio_sum + excluded.log_ratio_sum,
      error_own_sum = error_own_sum + excluded.error_own_sum, error_learned_sum = error_learned_sum + excluded.error_learned_sum`,
  tags: "SELECT tags FROM nodes WHERE id = ?",
};

interface ModelRow {
  id: string;
  scope: string;
  samples: number;
  log_ratio_sum: number;
  error_own_sum: number;
  error_learned_sum: number;
}

/** A learned correction with its evidence. Errors are the mean distance to the actual hours, in per cent of them. */
export interface EstimationModel {
  id: string;
  /** `all`, `project:<id>` or `tag:<tag>`. */
  scope: string;
  samples: number;
  /** Estimates are multiplied by this. */
  factor: number;
  error_own_percent: number;
  error_learned_percent: number;
}

const scopesOf = (projectId: string | null, tags: readonly string[]): string[] => [
  ...(projectId ? [`project:${projectId}`] : []),
  ...tags.map((tag) => `tag:${tag.toLowerCase()}`),
];

const mean = (row: ModelRow | undefined): number => (row && row.samples > 0 ? row.log_ratio_sum / row.samples : 0);
const shrunk = (row: ModelRow | undefined, towards: number): number => {
  const samples = row?.samples ?? 0;
  return (samples * mean(row) + TRUST * towards) / (samples + TRUST);
};

/** What to multiply an estimate by, for the tags of a todo of a project; 1 before anything was learned. All models are read once. */
export function factors({ db }: ReadContext): (projectId: string | null) => (tags: readonly string[]) => number {
  const known = new Map(db.rows<ModelRow>(ESTIMATION_SQL.list).map((row) => [row.id, row]));
  const all = shrunk(known.get("all"), 0);
  return (projectId) => {
    const wider = projectId === null ? all : shrunk(known.get(`project:${projectId}`), all);
    return (tags) => {
      const narrow = tags.map((tag) => shrunk(known.get(`tag:${tag.toLowerCase()}`), wider));
      return Math.exp(narrow.length === 0 ? wider : narrow.reduce((sum, value) => sum + value, 0) / narrow.length);
    };
  };
}

/** Learns from a todo that is done: its own estimate, what had been learned until then, and the hours it really took. */
export function learnFrom(ctx: WriteContext, todo: { id: string; projectId: string | null; estimated: number; actual: number }): void {
  const tags = JSON.parse(ctx.db.value<string>(ESTIMATION_SQL.tags, [todo.id])!) as string[];
  const learned = todo.estimated * factors(ctx)(todo.projectId)(tags);
  const ratio = Math.max(-MOST_LOG_RATIO, Math.min(MOST_LOG_RATIO, Math.log(todo.actual / todo.estimated)));
  const error = (guess: number) => Math.abs(guess - todo.actual) / todo.actual;
  for (const id of ["all", ...scopesOf(todo.projectId, tags)])
    ctx.db.run(ESTIMATION_SQL.put, [id, id, ratio, error(todo.estimated), error(learned)]);
}

export const estimationModels = (ctx: ReadContext): EstimationModel[] =>
  ctx.db.rows<ModelRow>(ESTIMATION_SQL.list).map((row) => ({
    id: row.id,
    scope: row.scope,
    samples: row.samples,
    factor: Math.exp(mean(row)),
    error_own_percent: Math.round((100 * row.error_own_sum) / row.samples),
    error_learned_percent: Math.round((100 * row.error_learned_sum) / row.samples),
  }));
