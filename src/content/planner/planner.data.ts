import { dataModule, named } from "../contract.data.ts";
import { ACTIVITIES_SQL, activityList } from "./activities.data.ts";
import { followProject, followTodo } from "./follow.data.ts";
import { analyse, ANALYSE_SQL } from "./insights/analyse.data.ts";
import { ESTIMATION_SQL, estimationModels } from "./insights/estimation.data.ts";
import { FACTS_SQL } from "./insights/facts.data.ts";
import { PREDICT_SQL } from "./insights/predict.data.ts";
import { recommend } from "./insights/recommend.data.ts";
import { RECOMMEND_TODOS_SQL } from "./insights/recommend-todos.data.ts";
import { ruleList, RULES_SQL, setRule } from "./insights/rules.data.ts";
import { summarise, SUMMARY_SQL } from "./insights/summary.data.ts";
import { IMPORT_PLAN_SQL } from "./import-plan.data.ts";
import { IMPORT_PLANNER_SQL } from "./import-planner.data.ts";
import { BURN_UP_SQL, burnUp } from "./pictures/burn-up.data.ts";
import { flow, FLOW_SQL } from "./pictures/flow.data.ts";
import { estimatePoints, POINTS_SQL, projectBubbles, rhythm } from "./pictures/points.data.ts";
import { planner } from "./planner.model.ts";
import { createProject, getProject, projectList, PROJECTS_SQL, updateProject } from "./projects.data.ts";
import { reflect, REVIEW_SQL, reviewWeek } from "./review/review.data.ts";
import { createSamplePlan, SAMPLE_PLAN_SQL } from "./sample/sample.data.ts";
import { WEEKS_PAST_SQL } from "./review/weeks-past.data.ts";
import { PLANNER_MIGRATIONS, PLANNER_TRACKED } from "./schema.data.ts";
import { getTodo, runningTodo, todosDue, TODO_QUERIES_SQL, todoList, todoStages } from "./todo-queries.data.ts";
import { createTodo, needTodo, quickAdd, startTimer, stopTimer, TODOS_SQL, updateTodo } from "./todos.data.ts";
import { weekWithAhead } from "./week-ahead.data.ts";
import { commitToWeek, planWeek, weekDate, WEEKS_SQL } from "./weeks.data.ts";

export const plannerData = dataModule(planner, {
  migrations: PLANNER_MIGRATIONS,
  tracked: PLANNER_TRACKED,
  follows: { todo: followTodo, project: followProject },
  sql: named({
    projects: PROJECTS_SQL,
    todos: TODOS_SQL,
    todoQueries: TODO_QUERIES_SQL,
    weeks: WEEKS_SQL,
    activities: ACTIVITIES_SQL,
    facts: FACTS_SQL,
    rules: RULES_SQL,
    recommendTodos: RECOMMEND_TODOS_SQL,
    estimation: ESTIMATION_SQL,
    predict: PREDICT_SQL,
    analyse: ANALYSE_SQL,
    summary: SUMMARY_SQL,
    importPlan: IMPORT_PLAN_SQL,
    importPlanner: IMPORT_PLANNER_SQL,
    weeksPast: WEEKS_PAST_SQL,
    review: REVIEW_SQL,
    burnUp: BURN_UP_SQL,
    flow: FLOW_SQL,
    points: POINTS_SQL,
    samplePlan: SAMPLE_PLAN_SQL,
  }),
  commands: {
    "project.create": (ctx, args) => createProject(ctx, args),
    "project.update": (ctx, { id, ...args }) => updateProject(ctx, id, args),
    "project.sample": (ctx) => createSamplePlan(ctx),
    "todo.create": (ctx, args) => createTodo(ctx, args),
    "todo.quickAdd": (ctx, { id, text }) => quickAdd(ctx, id, text),
    "todo.update": (ctx, { id, ...args }) => updateTodo(ctx, id, args),
    "todo.commit": (ctx, { id, week_start_date }) => {
      const { weekly_goal_id, status } = needTodo(ctx, id);
      const week = commitToWeek(ctx, id, weekly_goal_id, week_start_date);
      if (week !== null && status !== "done") updateTodo(ctx, id, { status: "committed" });
      if (week === null && status === "committed") updateTodo(ctx, id, { status: "confirmed" });
      return { id, week };
    },
    "todo.start": (ctx, { id }) => startTimer(ctx, id),
    "todo.stop": (ctx, { id }) => stopTimer(ctx, id),
    "week.plan": (ctx, { id, week_start_date, capacity_hours }) => planWeek(ctx, week_start_date, { id, capacity: capacity_hours }),
    "week.reflect": (ctx, { week_start_date, text }) => reflect(ctx, week_start_date, text),
    "rule.set": (ctx, { id, is_enabled, points }) => setRule(ctx, id, is_enabled, points),
  },
  queries: {
    "project.get": (ctx, { id }) => getProject(ctx, id),
    "project.list": (ctx, { status, limit }) => projectList(ctx, status, limit),
    "todo.get": (ctx, { id }) => getTodo(ctx, id),
    "todo.list": (ctx, filter) => todoList(ctx, filter),
    "todo.stages": (ctx, { project_id }) => todoStages(ctx, project_id),
    "todo.due": (ctx, { before }) => todosDue(ctx, before),
    "todo.running": (ctx) => runningTodo(ctx),
    "week.get": (ctx, { week_start_date, now }) => weekWithAhead(ctx, week_start_date, now),
    "week.date": (ctx, { id }) => weekDate(ctx, id),
    "week.review": (ctx, { week_start_date, now }) => reviewWeek(ctx, week_start_date, now),
    "activity.list": (ctx, args) => activityList(ctx, args),
    "project.analyse": (ctx, { id, now }) => analyse(ctx, id, now),
    "project.summary": (ctx, { id, now, timeframe }) => summarise(ctx, id, now, timeframe),
    "recommendations.daily": (ctx, { now, limit }) => recommend(ctx, now, limit),
    "project.burnUp": (ctx, { id, now }) => burnUp(ctx, id, now),
    "project.bubbles": (ctx, { now }) => projectBubbles(ctx, now),
    "todo.flow": (ctx, { now, weeks }) => flow(ctx, now, weeks),
    "activity.rhythm": (ctx, { now, weeks }) => rhythm(ctx, now, weeks),
    "estimation.points": (ctx, { limit }) => estimatePoints(ctx, limit),
    "rule.list": (ctx, { now }) => ruleList(ctx, now),
    "estimation.list": (ctx) => estimationModels(ctx),
  },
  tasks: {},
});
