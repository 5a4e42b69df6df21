import { addDays, dayAt, daysBetween, startOf } from "../../../base/days.ts";
import { memo } from "../../../base/memo.ts";
import type { ReadContext } from "../../../db/module.ts";
import type { Stage } from "../planner.model.ts";
import { KEYS } from "../todo-queries.data.ts";
import type { Term } from "./facts.model.ts";
import type { Recommendation } from "./insights.model.ts";
import { MEDIUM, priorityOf, sum, term } from "./priority.model.ts";

const SOON_DAYS = 3;

export const RECOMMEND_TODOS_SQL = {
  /** Only what is due soon, planned for this week or timed can have enough points; of these no more is read than points need. */
  candidates: `SELECT json_group_array(json_array(t.id, c.due_at, t.timer_started_at IS NOT NULL, t.weekly_goal_id = ?2, t.priority, t.status)) FROM (
      SELECT id, due_at FROM nodes INDEXED BY nodes_open_by_due WHERE deleted_at IS NULL AND completed_at IS NULL AND due_at < ?1
      UNION SELECT t.id, k.due_at FROM todos t INDEXED BY todos_by_week ${KEYS} WHERE t.weekly_goal_id = ?2 AND k.deleted_at IS NULL
      UNION SELECT t.id, k.due_at FROM todos t INDEXED BY todos_timing ${KEYS} WHERE t.timer_started_at IS NOT NULL AND k.deleted_at IS NULL) c
    CROSS JOIN todos t ON t.id = c.id WHERE t.status NOT IN ('dumped', 'done')`,
  named: `SELECT n.id, n.name, t.project_id FROM nodes n JOIN todos t ON t.id = n.id WHERE n.id IN (SELECT value FROM json_each(?))`,
};

type Candidate = [
  id: string,
  dueAt: number | null,
  isTimed: 0 | 1,
  isOfWeek: 0 | 1 | null,
  priority: "low" | "medium" | "high",
  status: Stage,
];

interface Asked {
  /** The id of this week's plan, if there is one. */
  readonly week: string | null;
  /** Milliseconds UTC. */
  readonly now: number;
  readonly limit: number;
}

/** The todos with the most points, at most `limit` (PL11). */
export function ofTodos({ db }: ReadContext, { week, now, limit }: Asked): Recommendation[] {
  const today = dayAt(now);
  const candidates = JSON.parse(
    db.value<string>(RECOMMEND_TODOS_SQL.candidates, [startOf(addDays(today, SOON_DAYS + 1)), week])!,
  ) as Candidate[];
  const daysTo = memo((at: number) => daysBetween(today, dayAt(at)));
  const best = candidates
    .map((candidate) => {
      const terms = termsOf(candidate, daysTo);
      return { id: candidate[0], terms, score: sum(terms) };
    })
    .filter(({ score }) => score >= MEDIUM)
    .toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, limit);
  const named = new Map(
    db
      .rows<{ id: string; name: string; project_id: string | null }>(RECOMMEND_TODOS_SQL.named, [JSON.stringify(best.map(({ id }) => id))])
      .map((row) => [row.id, row]),
  );
  return best.map(({ id, terms, score }) => {
    const { name, project_id } = named.get(id)!;
    const { sentence } = terms.toSorted((a, b) => b.points - a.points)[0]!;
    return {
      id: `todo:${id}`,
      kind: "todo",
      priority: priorityOf(score),
      score,
      project_id,
      todo_id: id,
      title: name,
      sentence,
      steps: [],
      terms,
    };
  });
}

function termsOf([, dueAt, isTimed, isOfWeek, priority, status]: Candidate, daysTo: (at: number) => number): Term[] {
  const terms: Term[] = [];
  const days = dueAt === null ? null : daysTo(dueAt);
  if (isTimed) terms.push(term("running", 30, "Its timer runs."));
  if (days !== null && days < 0) terms.push(term("overdue", 50, days === -1 ? "Due yesterday." : `Due ${-days} days ago.`));
  else if (days === 0) terms.push(term("due-today", 45, "Due today."));
  else if (days !== null && days <= SOON_DAYS)
    terms.push(term("due-soon", 30 - 5 * days, days === 1 ? "Due tomorrow." : `Due in ${days} days.`));
  if (isOfWeek) terms.push(term("this-week", 25, "Planned for this week."));
  if (priority === "high") terms.push(term("priority", 15, "High priority."));
  if (priority === "low") terms.push(term("priority", -10, "Low priority."));
  if (status === "committed") terms.push(term("committed", 10, "Committed."));
  return terms;
}
