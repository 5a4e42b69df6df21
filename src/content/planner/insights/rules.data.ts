import { Refusal } from "../../../base/result.ts";
import type { ReadContext, WriteContext } from "../../../db/module.ts";
import { factsOfAll } from "./facts.data.ts";
import { applies, type Condition, type Rule } from "./facts.model.ts";
import type { RuleEntry } from "./insights.model.ts";

export const RULES_SQL = {
  list: "SELECT id, kind, name, conditions_json, points, severity, sentence, steps_json, is_enabled FROM rules ORDER BY kind, abs(points) DESC, id",
  get: "SELECT id FROM rules WHERE id = ?",
  set: "UPDATE rules SET is_enabled = coalesce(?, is_enabled), points = coalesce(?, points) WHERE id = ?",
  activeProjects: `SELECT p.id, n.name FROM projects p CROSS JOIN nodes n ON n.id = p.id WHERE p.status = 'active' AND n.deleted_at IS NULL ORDER BY n.name_key, n.id`,
} as const;

interface RuleRow extends Omit<Rule, "conditions" | "steps" | "is_enabled"> {
  conditions_json: string;
  steps_json: string;
  is_enabled: number;
}

/** The knowledge base: rows, the same for everybody who asks (PL7). */
export const rules = ({ db }: ReadContext): Rule[] =>
  db.rows<RuleRow>(RULES_SQL.list).map(({ conditions_json, steps_json, is_enabled, ...row }) => ({
    ...row,
    conditions: JSON.parse(conditions_json) as Condition[],
    steps: JSON.parse(steps_json) as string[],
    is_enabled: is_enabled === 1,
  }));

export const activeProjects = ({ db }: ReadContext): { id: string; name: string }[] => db.rows(RULES_SQL.activeProjects);

export function setRule(ctx: WriteContext, id: string, isEnabled: boolean | undefined, points: number | undefined): { id: string } {
  if (ctx.db.value(RULES_SQL.get, [id]) === undefined) throw new Refusal("RuleNotFound", "There is no such rule. Nothing was changed.");
  ctx.db.run(RULES_SQL.set, [isEnabled === undefined ? null : Number(isEnabled), points ?? null, id]);
  return { id };
}

const SIGNS = { over: "over", under: "under", at_least: "at least", at_most: "at most", equal: "exactly" } as const;

const inWords = ({ fact, is, than }: Condition): string => {
  const words = (name: string) => name.replaceAll("_", " ");
  const limit = typeof than === "number" ? String(than) : `${than.times === undefined ? "" : `${than.times} × `}${words(than.fact)}`;
  return `${words(fact)} ${SIGNS[is]} ${limit}`;
};

export function ruleList(ctx: ReadContext, now: number): RuleEntry[] {
  const active = activeProjects(ctx);
  const facts = factsOfAll(
    ctx,
    active.map(({ id }) => id),
    now,
  );
  const projects = active.map((project) => ({ ...project, facts: facts.get(project.id)! }));
  return rules(ctx).map((rule) => ({
    id: rule.id,
    kind: rule.kind,
    name: rule.name,
    points: rule.points,
    severity: rule.severity,
    sentence: rule.sentence,
    steps: [...rule.steps],
    when: rule.conditions.map(inWords),
    is_enabled: rule.is_enabled,
    applies_to: projects.filter(({ facts }) => facts.todos > 0 && applies(rule, facts)).map(({ id, name }) => ({ id, name })),
  }));
}
