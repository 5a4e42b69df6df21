import type { ReadContext } from "../../../db/module.ts";
import { factsOf } from "./facts.data.ts";
import { applies, type Facts, health, type Rule, sentenceOf } from "./facts.model.ts";
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

/** What the knowledge base says of the facts; nothing while there is nothing to judge. */
export function judge(known: readonly Rule[], facts: Facts): Pick<ProjectAnalysis, "health" | "terms" | "risks" | "suggestions"> {
  if (facts.todos === 0) return { health: null, terms: [], risks: [], suggestions: [] };
  const applied = known.filter((rule) => applies(rule, facts));
  const { score, terms } = health(applied, facts);
  return { health: score, terms, risks: risksOf(applied, facts), suggestions: suggestionsOf(applied, facts) };
}

/** A project as the knowledge base sees it at `now`: the same rows and the same moment give the same answer (PL7). */
export function analyse(ctx: ReadContext, id: string, now: number): ProjectAnalysis | null {
  const facts = factsOf(ctx, id, now);
  if (!facts) return null;
  const created = ctx.db.value<number>(ANALYSE_SQL.created, [id])!;
  return {
    id,
    at: now,
    facts,
    ...judge(rules(ctx), facts),
    prediction: predict(weeklyHours(ctx, id, created, now), facts.hours_left, now),
  };
}
