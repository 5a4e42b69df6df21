import { addDays, dayAt, daysBetween, startOf } from "../../../base/days.ts";
import type { ReadContext } from "../../../db/module.ts";
import type { Stage } from "../planner.model.ts";
import { KEYS } from "../todo-queries.data.ts";
import type { Term } from "./facts.model.ts";
import type { Recommendation } from "./insights.model.ts";
import { MEDIUM, priorityOf, term } from "./priority.model.ts";

/** What each circumstance adds; due in one, two and three days. The statement and the terms reckon with the same. */
const POINTS = { running: 30, overdue: 50, dueToday: 45, dueSoon: [25, 20, 15], thisWeek: 25, high: 15, low: -10, committed: 10 } as const;

const OF_WEEK = "coalesce(t.weekly_goal_id = ?6, 0)";
const SCORE = `${POINTS.running} * (t.timer_started_at IS NOT NULL) + ${POINTS.thisWeek} * ${OF_WEEK} + ${POINTS.committed} * (t.status = 'committed')
      + CASE t.priority WHEN 'high' THEN ${POINTS.high} WHEN 'low' THEN ${POINTS.low} ELSE 0 END
      + CASE WHEN c.due_at < ?1 THEN ${POINTS.overdue} WHEN c.due_at < ?2 THEN ${POINTS.dueToday} WHEN c.due_at < ?3 THEN ${POINTS.dueSoon[0]}
          WHEN c.due_at < ?4 THEN ${POINTS.dueSoon[1]} WHEN c.due_at < ?5 THEN ${POINTS.dueSoon[2]} ELSE 0 END`;
const NOT_SOON = "k.deleted_at IS NULL AND (k.due_at < ?5) IS NOT TRUE";

export const RECOMMEND_TODOS_SQL = {
  /**
   * Only what is due soon, planned for this week or timed can have enough points; what is several of these comes from the
   * first. ?1 to ?5: where today begins and the four days behind it.
   */
  best: `SELECT b.*, n.name FROM (
      SELECT t.id, t.project_id, c.due_at, t.timer_started_at IS NOT NULL AS is_timed, ${OF_WEEK} AS is_of_week, t.priority, t.status, ${SCORE} AS score
      FROM (
        SELECT id, due_at FROM nodes INDEXED BY nodes_open_by_due WHERE deleted_at IS NULL AND completed_at IS NULL AND due_at < ?5
        UNION ALL SELECT t.id, k.due_at FROM todos t INDEXED BY todos_by_week ${KEYS} WHERE t.weekly_goal_id = ?6 AND ${NOT_SOON}
        UNION ALL SELECT t.id, k.due_at FROM todos t INDEXED BY todos_timing ${KEYS}
          WHERE t.timer_started_at IS NOT NULL AND NOT ${OF_WEEK} AND ${NOT_SOON}) c
      CROSS JOIN todos t ON t.id = c.id WHERE t.status NOT IN ('dumped', 'done') AND score >= ${MEDIUM}
      ORDER BY score DESC, t.id LIMIT ?7) b
    CROSS JOIN nodes n ON n.id = b.id ORDER BY b.score DESC, b.id`,
};

interface Best {
  id: string;
  name: string;
  project_id: string | null;
  due_at: number | null;
  is_timed: 0 | 1;
  is_of_week: 0 | 1;
  priority: "low" | "medium" | "high";
  status: Stage;
  score: number;
}

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
  const days = [0, 1, 2, 3, 4].map((n) => startOf(addDays(today, n)));
  return db.rows<Best>(RECOMMEND_TODOS_SQL.best, [...days, week, limit]).map((todo) => {
    const terms = termsOf(todo, todo.due_at === null ? null : daysBetween(today, dayAt(todo.due_at)));
    return {
      id: `todo:${todo.id}`,
      kind: "todo",
      priority: priorityOf(todo.score),
      score: todo.score,
      project_id: todo.project_id,
      todo_id: todo.id,
      title: todo.name,
      sentence: terms.toSorted((a, b) => b.points - a.points)[0]!.sentence,
      steps: [],
      terms,
    };
  });
}

/** `days` until it is due. */
function termsOf({ is_timed, is_of_week, priority, status }: Best, days: number | null): Term[] {
  const terms: Term[] = [];
  if (is_timed) terms.push(term("running", POINTS.running, "Its timer runs."));
  if (days !== null) terms.push(...dueTerm(days));
  if (is_of_week) terms.push(term("this-week", POINTS.thisWeek, "Planned for this week."));
  if (priority === "high") terms.push(term("priority", POINTS.high, "High priority."));
  if (priority === "low") terms.push(term("priority", POINTS.low, "Low priority."));
  if (status === "committed") terms.push(term("committed", POINTS.committed, "Committed."));
  return terms;
}

function dueTerm(days: number): Term[] {
  if (days < 0) return [term("overdue", POINTS.overdue, days === -1 ? "Due yesterday." : `Due ${-days} days ago.`)];
  if (days === 0) return [term("due-today", POINTS.dueToday, "Due today.")];
  const points = POINTS.dueSoon[days - 1];
  return points === undefined ? [] : [term("due-soon", points, days === 1 ? "Due tomorrow." : `Due in ${days} days.`)];
}
