import type { ReadContext } from "../../../db/module.ts";
import { factsOf } from "./facts.data.ts";
import { appliedTo, type Facts, type Rule, scoreOf, sentenceOf, termsOf } from "./facts.model.ts";
import type { ProjectAnalysis, Risk, Suggestion } from "./insights.model.ts";
import { predict, weeklyHours } from "./predict.data.ts";
import { rules } from "./rules.data.ts";

export const ANALYSE_SQL = { created: "SELECT created_at FROM nodes WHERE id = ?" };

const SEVERITY = { high: 0, medium: 1, low: 2 } as const;

function risksOf(applied: readonly Rule[], facts: Facts): Risk[] {
  return applied
    .filter(({ kind }) => kind === "risk")
    .map((rule) => ({ rule: rule.id, severity: rule.severity ?? "medium", sentence: sentenceOf(rule, facts), steps: [...rule.steps] }))
    .toSorted((a, b) => SEVERITY[a.severity] - SEVERITY[b.severity]);
}

const suggestionsOf = (applied: readonly Rule[], facts: Facts): Suggestion[] =>
  applied
    .filter(({ kind }) => kind === "optimisation")
    .map((rule) => ({ rule: rule.id, name: rule.name, sentence: sentenceOf(rule, facts), steps: [...rule.steps] }));

/** What the rules that apply say of the facts. */
export const judge = (applied: readonly Rule[], facts: Facts): Pick<ProjectAnalysis, "health" | "risks" | "suggestions"> => ({
  health: scoreOf(applied, facts),
  risks: risksOf(applied, facts),
  suggestions: suggestionsOf(applied, facts),
});

/** A project as the knowledge base sees it at `now`: the same rows and the same moment give the same answer (PL7). */
export function analyse(ctx: ReadContext, id: string, now: number): ProjectAnalysis | null {
  const facts = factsOf(ctx, id, now);
  if (!facts) return null;
  const created = ctx.db.value<number>(ANALYSE_SQL.created, [id])!;
  const applied = appliedTo(rules(ctx), facts);
  return {
    id,
    at: now,
    facts,
    ...judge(applied, facts),
    terms: termsOf(applied, facts),
    prediction: predict(weeklyHours(ctx, id, created, now), facts.hours_left, now),
  };
}
