import type { TaskContext } from "../module.ts";
import { SqlError } from "../sqlite.ts";
import type { Diagnostics } from "./diagnostics.ts";
import type { StatementTime } from "./statement-times.ts";

export interface StatementReport extends StatementTime {
  /** Lines of EXPLAIN QUERY PLAN, for those that were slow and the ones that took most in all. */
  readonly plan: readonly string[];
}

export interface IndexUse {
  readonly index: string;
  /** Statements, and their runs, whose plan names it. */
  readonly statements: number;
  readonly runs: number;
}

const SOME = 20;
const MOST = 400;

/** The statements of this term, the slowest first, those above 10 ms with their plans; and which indexes their plans use. */
export async function statements(ctx: TaskContext, all: boolean): Promise<{ rows: StatementReport[]; indexes: IndexUse[] }> {
  const { diagnostics } = ctx;
  const list = diagnostics.statements.list();
  const rows: StatementReport[] = [];
  const uses = new Map<string, { statements: number; runs: number }>();
  for (const [i, time] of list.slice(0, all ? MOST : SOME).entries()) {
    const plan = planOf(diagnostics, time.sql);
    rows.push({ ...time, plan });
    for (const index of indexesOf(plan)) {
      const use = uses.get(index) ?? { statements: 0, runs: 0 };
      uses.set(index, { statements: use.statements + 1, runs: use.runs + time.runs });
    }
    if (i % SOME === SOME - 1) await ctx.pause();
  }
  const indexes = [...uses].map(([index, use]) => ({ index, ...use })).toSorted((a, b) => b.runs - a.runs);
  return { rows: rows.toSorted((a, b) => b.slow - a.slow || b.total_ms - a.total_ms), indexes };
}

/** What controls transactions has no plan, and what named a table that is gone has none any more. */
function planOf(diagnostics: Diagnostics, sql: string): string[] {
  if (!/^\s*(?:SELECT|INSERT|UPDATE|DELETE|WITH|REPLACE)\b/i.test(sql)) return [];
  try {
    return diagnostics.planOf(sql);
  } catch (error) {
    if (error instanceof SqlError) return [];
    throw error;
  }
}

const indexesOf = (plan: readonly string[]): Set<string> =>
  new Set(plan.flatMap((line) => [...(/USING (?:COVERING )?INDEX (\S+)/.exec(line)?.slice(1) ?? [])]));
