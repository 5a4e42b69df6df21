import { Refusal } from "../../base/result.ts";
import type { Follow } from "../../db/module.ts";
import { PRIORITIES, PRIORITY_RANK, PROJECT_STATUSES, type ProjectStatus, type Stage, STAGES } from "./planner.model.ts";
import { followTodos, needProject, updateProject } from "./projects.data.ts";
import { needTodo, updateTodo } from "./todos.data.ts";
import { followWeek } from "./weeks.data.ts";

/** Boards and tables of every content type set `nodes.status`, `priority` and `completed_at`: a todo and a project take them as their own (PL2). */
export const followTodo: Follow = (ctx, id, patch) => {
  const todo = needTodo(ctx, id);
  const { completed_at } = patch;
  const status =
    patch["status"] === undefined ? ofCompletion(completed_at, todo.status) : oneOf(STAGES, patch["status"], "The stages of a todo are");
  const priority = priorityOf(patch["priority"]);
  if (status !== undefined || priority !== undefined) updateTodo(ctx, id, { status, priority });
  else {
    followTodos(ctx, todo.project_id);
    followWeek(ctx, todo.weekly_goal_id);
  }
};

export const followProject: Follow = (ctx, id, patch) => {
  const project = needProject(ctx, id);
  const { completed_at } = patch;
  const finished: ProjectStatus | undefined =
    completed_at === undefined ? undefined : completed_at === null ? (project.status === "completed" ? "active" : undefined) : "completed";
  const status = patch["status"] === undefined ? finished : oneOf(PROJECT_STATUSES, patch["status"], "A project is");
  const priority = priorityOf(patch["priority"]);
  if (status !== undefined || priority !== undefined) updateProject(ctx, id, { status, priority });
};

const ofCompletion = (completedAt: unknown, stage: Stage): Stage | undefined => {
  if (completedAt === undefined) return undefined;
  if (completedAt !== null) return "done";
  return stage === "done" ? "committed" : undefined;
};

function oneOf<const T extends string>(known: readonly T[], value: unknown, sentence: string): T {
  const found = known.find((one) => one === value);
  if (found === undefined) throw new Refusal("NoSuchStage", `${sentence} ${known.join(", ")}. Nothing was changed.`);
  return found;
}

const priorityOf = (rank: unknown) => (rank === undefined ? undefined : PRIORITIES.find((priority) => PRIORITY_RANK[priority] === rank));
