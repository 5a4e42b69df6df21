/** What rules look at: numbers that are counted from the rows of one project at one moment. Null: cannot be told. */
export interface Facts {
  readonly todos: number;
  readonly open: number;
  readonly done: number;
  readonly overdue: number;
  /** Open ones without an estimate, of all open ones, in per cent. */
  readonly unestimated_percent: number;
  /** Open ones of more than eight hours. */
  readonly oversized: number;
  /** Committed and not done. */
  readonly in_work: number;
  /** Open ones beyond the inbox that nothing happened to for two weeks. */
  readonly stuck: number;
  readonly reopened_28_days: number;
  /** Estimated hours, learned corrections included. */
  readonly hours_left: number;
  readonly hours_total: number;
  readonly progress: number;
  /** Completed hours a day over four weeks, or over the project's life if that is shorter, at least a week. */
  readonly velocity: number;
  readonly days_since_activity: number;
  readonly days_since_created: number;
  /** Whole days until the due date; negative when it is past. */
  readonly days_until_due: number | null;
  /** What velocity gives until the due date, in hours. */
  readonly hours_available: number | null;
  /** Hours of work added in two weeks beyond those that were completed. */
  readonly scope_growth_hours: number;
  /** How far estimates were off, in per cent of the estimate, in the median of what was completed. */
  readonly estimate_error_percent: number | null;
  readonly has_why: number;
}

export type FactName = keyof Facts;

export interface Condition {
  readonly fact: FactName;
  readonly is: "over" | "under" | "at_least" | "at_most" | "equal";
  /** A number, or another fact, times a factor. */
  readonly than: number | { readonly fact: FactName; readonly times?: number };
}

export interface Rule {
  readonly id: string;
  readonly kind: "pattern" | "risk" | "optimisation";
  readonly name: string;
  readonly conditions: readonly Condition[];
  /** What it adds to the health score. */
  readonly points: number;
  readonly severity: "low" | "medium" | "high" | null;
  /** With `{fact}` where its value stands. */
  readonly sentence: string;
  readonly steps: readonly string[];
  readonly is_enabled: boolean;
}

/** One reason of a number: what it adds, and why in words. */
export interface Term {
  readonly rule: string;
  readonly points: number;
  readonly sentence: string;
}

/** Where every project begins; the rules say what is better or worse about it. */
export const BASE_SCORE = 80;

/** True if all conditions hold; a fact that cannot be told fulfils none. */
export function applies(rule: Rule, facts: Facts): boolean {
  return rule.is_enabled && rule.conditions.every((condition) => holds(condition, facts));
}

function holds({ fact, is, than }: Condition, facts: Facts): boolean {
  const value = facts[fact];
  const other = typeof than === "number" ? than : facts[than.fact];
  if (value === null || other === null) return false;
  const limit = typeof than === "number" ? other : other * (than.times ?? 1);
  switch (is) {
    case "over":
      return value > limit;
    case "under":
      return value < limit;
    case "at_least":
      return value >= limit;
    case "at_most":
      return value <= limit;
    case "equal":
      return value === limit;
  }
}

/** A rule's sentence with the numbers of the project in it. */
export const sentenceOf = (rule: Rule, facts: Facts): string =>
  rule.sentence.replace(/\{(-?)(\w+)\}/g, (_, sign: string, name: string) => {
    const value = facts[name as FactName];
    return value === null || value === undefined ? "–" : String(rounded(sign ? -value : value));
  });

/** One digit behind the point at most: more would claim what nobody knows. */
export const rounded = (value: number): number => Math.round(value * 10) / 10;

/** The rules whose conditions hold; none while there is nothing to judge (F22, PL8). */
export const appliedTo = (rules: readonly Rule[], facts: Facts): Rule[] =>
  facts.todos === 0 ? [] : rules.filter((rule) => applies(rule, facts));

const sumOf = (applied: readonly Rule[]): number => applied.reduce((total, { points }) => total + points, BASE_SCORE);

/** The health of a project; null while there is nothing to judge. */
export const scoreOf = (applied: readonly Rule[], facts: Facts): number | null =>
  facts.todos === 0 ? null : Math.max(0, Math.min(100, Math.round(sumOf(applied))));

/** The terms that make the health of a project. */
export function termsOf(applied: readonly Rule[], facts: Facts): Term[] {
  const score = scoreOf(applied, facts);
  if (score === null) return [];
  const rest = score - sumOf(applied);
  return [
    { rule: "base", points: BASE_SCORE, sentence: "Every project begins here." },
    ...applied
      .filter(({ points }) => points !== 0)
      .map((rule) => ({ rule: rule.id, points: rule.points, sentence: sentenceOf(rule, facts) })),
    ...(rest === 0 ? [] : [{ rule: "limit", points: rest, sentence: "A score stays between 0 and 100." }]),
  ];
}
