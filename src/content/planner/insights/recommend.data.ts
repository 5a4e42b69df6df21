import { dayAt, daysBetween, floorTo, weekdayOf } from "../../../base/days.ts";
import type { ReadContext } from "../../../db/module.ts";
import type { TodoListed, Week } from "../planner.model.ts";
import { todoList, todoStages } from "../todo-queries.data.ts";
import { getWeek } from "../weeks.data.ts";
import { judge } from "./analyse.data.ts";
import { factsOfAll } from "./facts.data.ts";
import type { Term } from "./facts.model.ts";
import type { Recommendation } from "./insights.model.ts";
import { activeProjects, rules } from "./rules.data.ts";

const HIGH = 60;
const MEDIUM = 30;
const MOST_TODOS = 200;
/** A full inbox hides what is in it. */
const FULL_INBOX = 7;

type Stages = ReturnType<typeof todoStages>;
const sum = (terms: readonly Term[]): number => terms.reduce((total, { points }) => total + points, 0);
const priorityOf = (score: number): Recommendation["priority"] => (score >= HIGH ? "high" : score >= MEDIUM ? "medium" : "low");
const term = (rule: string, points: number, sentence: string): Term => ({ rule, points, sentence });

/** What to do today, most important first; each with the terms that made its score (PL11). */
export function recommend(ctx: ReadContext, now: number, limit: number): Recommendation[] {
  const known = rules(ctx);
  const active = activeProjects(ctx);
  const facts = factsOfAll(
    ctx,
    active.map(({ id }) => id),
    now,
  );
  const projects = active.map((project) => ({ ...project, analysis: judge(known, facts.get(project.id)!) }));
  const week = getWeek(ctx, floorTo("week", dayAt(now), 1), now);
  const stages = todoStages(ctx, undefined);
  const found = [...projects.flatMap(ofProject), ...ofTodos(ctx, week.id, now), ...ofInbox(stages), ...ofWeek(stages, week, now)];
  return found.toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, limit);
}

function ofProject({ id, name, analysis }: { id: string; name: string; analysis: ReturnType<typeof judge> }): Recommendation[] {
  const [risk] = analysis.risks;
  const [suggestion] = analysis.suggestions;
  const base = { project_id: id, todo_id: null };
  const found: Recommendation[] = [];
  if (risk) {
    const weak =
      analysis.health === null ? [] : [term("health", Math.round((100 - analysis.health) / 5), `Its health is ${analysis.health}.`)];
    const terms = [term(risk.rule, { high: 60, medium: 40, low: 20 }[risk.severity], risk.sentence), ...weak];
    const score = sum(terms);
    found.push({
      ...base,
      id: `risk:${id}`,
      kind: "risk",
      priority: priorityOf(score),
      score,
      title: `${name} needs attention`,
      sentence: risk.sentence,
      steps: risk.steps,
      terms,
    });
  }
  if (suggestion) {
    const terms = [term(suggestion.rule, 25, suggestion.sentence)];
    const score = sum(terms);
    found.push({
      ...base,
      id: `suggestion:${id}`,
      kind: "suggestion",
      priority: priorityOf(score),
      score,
      title: `${suggestion.name}: ${name}`,
      sentence: suggestion.sentence,
      steps: suggestion.steps,
      terms,
    });
  }
  return found;
}

function ofTodos(ctx: ReadContext, week: string | null, now: number): Recommendation[] {
  const open = todoList(ctx, { status: ["matched", "refined", "confirmed", "committed"], limit: MOST_TODOS });
  return open.flatMap((todo) => {
    const terms = termsOf(todo, week, now);
    const score = sum(terms);
    if (score < MEDIUM) return [];
    const because = terms.toSorted((a, b) => b.points - a.points)[0]!.sentence;
    return [
      {
        id: `todo:${todo.id}`,
        kind: "todo" as const,
        priority: priorityOf(score),
        score,
        project_id: todo.project_id,
        todo_id: todo.id,
        title: todo.name,
        sentence: because,
        steps: [],
        terms,
      },
    ];
  });
}

function termsOf(todo: TodoListed, week: string | null, now: number): Term[] {
  const terms: Term[] = [];
  const days = todo.due_at === null ? null : daysBetween(dayAt(now), dayAt(todo.due_at));
  if (todo.timer_started_at !== null) terms.push(term("running", 30, "Its timer runs."));
  if (days !== null && days < 0) terms.push(term("overdue", 50, days === -1 ? "Due yesterday." : `Due ${-days} days ago.`));
  else if (days === 0) terms.push(term("due-today", 45, "Due today."));
  else if (days !== null && days <= 3) terms.push(term("due-soon", 30 - 5 * days, days === 1 ? "Due tomorrow." : `Due in ${days} days.`));
  if (week !== null && todo.weekly_goal_id === week) terms.push(term("this-week", 25, "Planned for this week."));
  if (todo.priority === "high") terms.push(term("priority", 15, "High priority."));
  if (todo.priority === "low") terms.push(term("priority", -10, "Low priority."));
  if (todo.status === "committed") terms.push(term("committed", 10, "Committed."));
  return terms;
}

function ofInbox(stages: Stages): Recommendation[] {
  const dumped = stages.find(({ status }) => status === "dumped")!.count;
  if (dumped === 0) return [];
  const terms = [
    term("inbox", Math.min(40, 10 + 3 * dumped), `${dumped === 1 ? "1 thought waits" : `${dumped} thoughts wait`} in the inbox.`),
  ];
  const score = sum(terms);
  const steps = dumped >= FULL_INBOX ? ["Go through it once from the top: a project for each, or drop it."] : [];
  return [
    {
      id: "inbox",
      kind: "inbox",
      priority: priorityOf(score),
      score,
      project_id: null,
      todo_id: null,
      title: dumped === 1 ? "Match 1 thought to a project" : `Match ${dumped} thoughts to projects`,
      sentence: terms[0]!.sentence,
      steps,
      terms,
    },
  ];
}

/** At the beginning of a week it wants a plan; a week with too much in it wants less. */
function ofWeek(stages: Stages, week: Omit<Week, "ahead">, now: number): Recommendation[] {
  const base = { kind: "week" as const, project_id: null, todo_id: null };
  if (week.overload_hours > 0) {
    const terms = [term("overload", 45, `${week.overload_hours} hours more than the ${week.capacity_hours} of this week.`)];
    return [
      {
        ...base,
        id: "week:overload",
        priority: priorityOf(45),
        score: 45,
        title: "Take something out of this week",
        sentence: terms[0]!.sentence,
        steps: ["Move what can wait to next week."],
        terms,
      },
    ];
  }
  const isEarly = weekdayOf(dayAt(now)) >= 1 && weekdayOf(dayAt(now)) <= 3;
  const open = stages.filter(({ status }) => status === "refined" || status === "confirmed").reduce((total, { count }) => total + count, 0);
  if (week.todos.length > 0 || !isEarly || open === 0) return [];
  const terms = [
    term(
      "no-plan",
      35,
      `Nothing is planned for the week of ${week.week_start_date}, and ${open === 1 ? "1 todo is" : `${open} todos are`} ready.`,
    ),
  ];
  return [
    {
      ...base,
      id: "week:plan",
      priority: priorityOf(35),
      score: 35,
      title: "Plan this week",
      sentence: terms[0]!.sentence,
      steps: [],
      terms,
    },
  ];
}
