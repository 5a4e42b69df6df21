import type { ReadContext } from "../../../db/module.ts";
import { factsOf } from "./facts.data.ts";
import { applies, type Facts, health, type Rule, sentenceOf } from "./facts.model.ts";
import type { ProjectAnalysis, Risk, Suggestion } from "./insights.model.ts";
import { predict, weeklyHours } from "./predict.data.ts";
import { rules } from "./rules.data.ts";

export const ANALYSE_SQL = { created: "SELECT created_at FROM nodes WHERE id = ?" };

const SEVERITY = { high: 0, medium: 1, low: 2 } as const;

function risksOf(known: readonly Rule[], facts: Facts): Risk[] {
  return known
    .filter((rule) => rule.kind === "risk" && applies(rule, facts))
    .map((rule) => ({ rule: rule.id, severity: rule.severity ?? "medium", sentence: sentenceOf(rule, facts), steps: [...rule.steps] }))
    .toSorted((a, b) => SEVERITY[a.severity] - SEVERITY[b.severity]);
}

const suggestionsOf = (known: readonly Rule[], facts: Facts): Suggestion[] =>
  known
    .filter((rule) => rule.kind === "optimisation" && applies(rule, facts))
    .map((rule) => ({ rule: rule.id, name: rule.name, sentence: sentenceOf(rule, facts), steps: [...rule.steps] }));

/** What the knowledge base says of the facts; nothing while there is nothing to judge. */
export function judge(known: readonly Rule[], facts: Facts): Pick<ProjectAnalysis, "health" | "terms" | "risks" | "suggestions"> {
  const { score, terms } = health(known, facts);
  const judged = facts.todos > 0;
  return { health: score, terms, risks: judged ? risksOf(known, facts) : [], suggestions: judged ? suggestionsOf(known, facts) : [] };
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
