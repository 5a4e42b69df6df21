import { dayAt, floorTo, weekdayOf } from "../../../base/days.ts";
import type { ReadContext } from "../../../db/module.ts";
import { todoCounts } from "../todo-queries.data.ts";
import { type WeekLoad, weekLoad } from "../weeks.data.ts";
import { judge } from "./analyse.data.ts";
import { factsOfAll } from "./facts.data.ts";
import { appliedTo } from "./facts.model.ts";
import type { Recommendation } from "./insights.model.ts";
import { priorityOf, sum, term } from "./priority.model.ts";
import { ofTodos } from "./recommend-todos.data.ts";
import { activeProjects, rules } from "./rules.data.ts";

/** A full inbox hides what is in it. */
const FULL_INBOX = 7;

/** What to do today, most important first; each with the terms that made its score (PL11). */
export function recommend(ctx: ReadContext, now: number, limit: number): Recommendation[] {
  const known = rules(ctx);
  const active = activeProjects(ctx);
  const facts = factsOfAll(
    ctx,
    active.map(({ id }) => id),
    now,
  );
  const projects = active.map((project) => {
    const own = facts.get(project.id)!;
    return { ...project, analysis: judge(appliedTo(known, own), own) };
  });
  const week = weekLoad(ctx, floorTo("week", dayAt(now), 1));
  const { dumped, refined, confirmed } = todoCounts(ctx, ["dumped", "refined", "confirmed"]);
  const found = [
    ...projects.flatMap(ofProject),
    ...ofTodos(ctx, { week: week.id, now, limit }),
    ...ofInbox(dumped),
    ...ofWeek(refined + confirmed, week, now),
  ];
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

function ofInbox(dumped: number): Recommendation[] {
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
function ofWeek(ready: number, week: WeekLoad, now: number): Recommendation[] {
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
  if (week.planned > 0 || !isEarly || ready === 0) return [];
  const terms = [
    term(
      "no-plan",
      35,
      `Nothing is planned for the week of ${week.week_start_date}, and ${ready === 1 ? "1 todo is" : `${ready} todos are`} ready.`,
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
