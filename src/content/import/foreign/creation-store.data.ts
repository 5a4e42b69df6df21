import { dayAt, floorTo } from "../../../base/days.ts";
import { type ActivityKind, type Priority, PROJECT_STATUSES, type ProjectStatus, type Stage, STAGES } from "../../planner/planner.model.ts";
import type { ImportedActivity, ImportedProject, ImportedTodo, ImportedWeek, PlannerItem } from "../../planner/imported.data.ts";
import type { LeftOut, ReadFile } from "../read-files.data.ts";
import { field, type Fields, hoursOf, isFields, jsonOf, lineOf, list, numberOf, tagsOf, textOf, timeOf, wordOf } from "./fields.data.ts";
import type { ForeignContent, ForeignFormat, ForeignText } from "./foreign.data.ts";
import { keptNote } from "./kept-note.data.ts";
import { damagedFile } from "./refuse.data.ts";

const SOURCE = "creation-store";
const LABEL = "creation-store";
const LISTS = ["projects", "todos", "weeklyGoals", "weekly_goals", "activities"];
/** Of the store's interface, or of who used it: nothing that was made. */
const OF_THE_APP = new Set(["user", "userId", "currentUser", "isLoading", "error", "hydrated", "_hasHydrated", "syncStatus", "version"]);

/** What the storage holds: the state itself, or the state in the envelope of its persistence. */
function stateOf(value: unknown): Fields | null {
  if (!isFields(value)) return null;
  const state = isFields(value["state"]) ? value["state"] : value;
  const titled = ["projects", "todos"].some((key) => list(state[key]).some((row) => typeof field(row, "title") === "string"));
  const known = titled || list(field(state, "weeklyGoals", "weekly_goals")).some((row) => field(row, "weekStartDate", "week_start_date"));
  return known || (state !== value && LISTS.some((key) => Array.isArray(state[key]))) ? state : null;
}

/** Seed 004: what ORC keeps in localStorage under `creation-store`, or a file of it (F20). */
export const creationStore: ForeignFormat = {
  recognises(text) {
    if (!/^\s*\{/.test(text) || !/"(?:projects|todos|weeklyGoals|weekly_goals)"\s*:\s*\[/.test(text)) return false;
    const value = jsonOf(text);
    // One that was cut off is still known by what only this store has.
    return value === undefined
      ? /"(?:intentionId|intention_id|weeklyGoals|estimatedHours|estimated_hours|weekStartDate)"/.test(text)
      : stateOf(value) !== null;
  },
  read({ text, name, modified_at }) {
    const state = stateOf(jsonOf(text));
    if (!state) throw damagedFile(name, "a creation-store of Creation OS");
    return contentOf(state, { text, name, modified_at });
  },
};

function contentOf(state: Fields, file: ForeignText): ForeignContent {
  const files: ReadFile[] = [];
  const seen = new Map<string, string>();
  const add = (item: PlannerItem, remarks: readonly string[] = []) => {
    const path = `${LABEL} › ${item.name}`;
    files.push({ kind: "item", path, item, remarks });
  };
  const known = (what: string, row: Fields): string | null => {
    const id = textOf(field(row, "id"));
    if (id === null || seen.has(`${what}:${id}`)) return null;
    seen.set(`${what}:${id}`, lineOf(field(row, "title", "name")) ?? "");
    return id;
  };
  const intentions = new Map(
    list(state["intentions"]).map((row) => [textOf(field(row, "id")), lineOf(field(row, "title", "text", "name", "intention"))]),
  );
  for (const row of list(state["projects"])) {
    const id = known("project", row);
    const project = id === null ? null : projectOf(row, id, intentions, file.modified_at);
    if (project) add(project);
    else files.push(unreadable("A project", row));
  }
  const weeks = new Map<string, string>();
  for (const row of list(field(state, "weeklyGoals", "weekly_goals"))) {
    const week = weekOf(row, file.modified_at);
    if (!week) files.push(unreadable("A week", row));
    else {
      weeks.set(textOf(field(row, "id")) ?? week.week_start_date, week.week_start_date);
      add(week);
    }
  }
  const activities = list(state["activities"]).map((row, i) => activityOf(row, i, seen));
  const told = new Set(
    activities.filter((one) => one?.activity === "created" || one?.activity === "completed").map((one) => one!.todo ?? ""),
  );
  for (const row of list(state["todos"])) {
    const id = known("todo", row);
    const read = id === null ? null : todoOf(row, id, { seen, weeks, told, modified_at: file.modified_at });
    if (read) add(read.todo, read.remarks);
    else files.push(unreadable("A todo", row));
  }
  for (const activity of activities) if (activity) add(activity);
  const rest = { ...others(state), ...unknownActivities(state, activities) };
  for (const [key, value] of Object.entries(rest)) files.push(keptOf(key, value, file.modified_at));
  return { source: SOURCE, label: file.name, files, edges: [] };
}

function timesOf(row: Fields, fallback: number): { created_at: number; modified_at: number } {
  const modified = timeOf(field(row, "updatedAt", "updated_at", "modifiedAt"));
  const created = timeOf(field(row, "createdAt", "created_at")) ?? modified ?? fallback;
  return { created_at: created, modified_at: modified ?? created };
}

function projectOf(row: Fields, id: string, intentions: ReadonlyMap<string | null, string | null>, at: number): ImportedProject | null {
  const name = lineOf(field(row, "title", "name"));
  if (name === null) return null;
  const times = timesOf(row, at);
  const status = projectStatus(field(row, "status"));
  const completed = timeOf(field(row, "completedAt", "completed_at"));
  return {
    kind: "project",
    source: SOURCE,
    source_id: `project:${id}`,
    name,
    content: textOf(field(row, "description")) ?? "",
    intention: intentions.get(textOf(field(row, "intentionId", "intention_id"))) ?? lineOf(field(row, "intention")),
    why: textOf(field(row, "why")),
    status,
    priority: priorityOf(field(row, "priority")),
    progress: Math.max(0, Math.min(100, Math.round(numberOf(field(row, "progress")) ?? 0))),
    tags: tagsOf(field(row, "tags")),
    due_at: timeOf(field(row, "dueDate", "due_date", "dueAt", "due_at", "deadline")),
    completed_at: status === "completed" ? (completed ?? times.modified_at) : null,
    ...times,
  };
}

interface Around {
  readonly seen: ReadonlyMap<string, string>;
  readonly weeks: ReadonlyMap<string, string>;
  /** Todos whose history the file tells itself. */
  readonly told: ReadonlySet<string>;
  readonly modified_at: number;
}

function todoOf(row: Fields, id: string, { seen, weeks, told, modified_at }: Around): { todo: ImportedTodo; remarks: string[] } | null {
  const name = lineOf(field(row, "title", "name", "text"));
  if (name === null) return null;
  const remarks: string[] = [];
  const times = timesOf(row, modified_at);
  const wanted = textOf(field(row, "projectId", "project_id"));
  const project = wanted !== null && seen.has(`project:${wanted}`) ? `project:${wanted}` : null;
  if (wanted !== null && project === null) remarks.push("Its project is not in the file: it comes without one.");
  const said = field(row, "status", "stage");
  const isDone = field(row, "completed", "done", "isCompleted") === true;
  const status = isDone ? "done" : (stageOf(said) ?? (project ? "matched" : "dumped"));
  if (!isDone && said !== undefined && stageOf(said) === null)
    remarks.push(`Its stage “${lineOf(said) ?? "?"}” is not known: it is ${status}.`);
  const completed = timeOf(field(row, "completedAt", "completed_at"));
  return {
    remarks,
    todo: {
      kind: "todo",
      source: SOURCE,
      source_id: `todo:${id}`,
      name,
      content: textOf(field(row, "description", "notes")) ?? "",
      project,
      week: weeks.get(textOf(field(row, "weeklyGoalId", "weekly_goal_id")) ?? "") ?? null,
      status,
      priority: priorityOf(field(row, "priority")),
      estimated_hours: hoursOf(field(row, "estimatedHours", "estimated_hours")),
      actual_hours: hoursOf(field(row, "actualHours", "actual_hours")) ?? 0,
      tells: told.has(`todo:${id}`),
      tags: tagsOf(field(row, "tags")),
      due_at: timeOf(field(row, "dueDate", "due_date", "dueAt", "due_at")),
      completed_at: status === "done" ? (completed ?? times.modified_at) : null,
      ...times,
    },
  };
}

function weekOf(row: Fields, at: number): ImportedWeek | null {
  const said = field(row, "weekStartDate", "week_start_date");
  const time = timeOf(said);
  if (time === null) return null;
  const day = typeof said === "string" && said.length >= 10 && /^\d{4}-\d{2}-\d{2}/.test(said) ? said.slice(0, 10) : dayAt(time);
  const week_start_date = floorTo("week", day, 1);
  const { created_at } = timesOf(row, at);
  const capacity_hours = hoursOf(field(row, "capacityHours", "capacity_hours", "availableHours"));
  return {
    kind: "week",
    source: SOURCE,
    source_id: `week:${week_start_date}`,
    name: `Week of ${week_start_date}`,
    week_start_date,
    capacity_hours,
    created_at,
  };
}

const ACTIVITY_WORDS: Readonly<Record<string, ActivityKind>> = {
  created: "created",
  todocreated: "created",
  taskcreated: "created",
  completed: "completed",
  todocompleted: "completed",
  taskcompleted: "completed",
  reopened: "reopened",
  stage: "stage",
  stagechanged: "stage",
  statuschanged: "stage",
  progress: "progress",
  progressupdated: "progress",
  estimate: "estimate",
  estimatechanged: "estimate",
  actual: "actual",
  timelogged: "actual",
};

function activityOf(row: Fields, index: number, seen: ReadonlyMap<string, string>): ImportedActivity | null {
  const word = (textOf(field(row, "type", "kind", "action")) ?? "").toLowerCase().replace(/[^a-z]/g, "");
  const activity = Object.hasOwn(ACTIVITY_WORDS, word) ? ACTIVITY_WORDS[word]! : null;
  const at = timeOf(field(row, "timestamp", "createdAt", "created_at", "at", "date"));
  if (activity === null || at === null) return null;
  const todo = textOf(field(row, "todoId", "todo_id", "taskId"));
  const project = textOf(field(row, "projectId", "project_id"));
  const text = (...keys: string[]) => textOf(field(row, ...keys));
  return {
    kind: "activity",
    source: SOURCE,
    source_id: `activity:${text("id") ?? `${at}:${index}`}`,
    name: `${activity} ${new Date(at).toISOString().slice(0, 10)}`,
    at,
    activity,
    project: project !== null && seen.has(`project:${project}`) ? `project:${project}` : null,
    todo: todo === null ? null : `todo:${todo}`,
    before: text("before", "from", "oldValue"),
    after: text("after", "to", "newValue"),
    hours: numberOf(field(row, "hours")),
  };
}

const projectStatus = (value: unknown): ProjectStatus =>
  wordOf(PROJECT_STATUSES, value) ?? (wordOf(["done", "finished"], value) ? "completed" : "active");
const stageOf = (value: unknown): Stage | null => wordOf(STAGES, value) ?? (wordOf(["completed", "complete"], value) ? "done" : null);
const priorityOf = (value: unknown): Priority =>
  wordOf(["low", "medium", "high"], value) ?? (wordOf(["urgent", "critical"], value) ? "high" : "medium");

const unreadable = (what: string, row: Fields): LeftOut => ({
  kind: "out",
  path: `${LABEL} › ${lineOf(field(row, "title", "name", "id")) ?? what}`,
  outcome: "failed",
  remarks: [`${what} without a title or an id of its own; it was left out.`],
});

/** Lists and objects that no table has a place for, the knowledge base among them. */
const others = (state: Fields): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(state).filter(
      ([key, value]) =>
        !LISTS.includes(key) &&
        key !== "intentions" &&
        !OF_THE_APP.has(key) &&
        typeof value === "object" &&
        value !== null &&
        Object.keys(value).length > 0,
    ),
  );

function unknownActivities(state: Fields, read: readonly (ImportedActivity | null)[]): Record<string, unknown> {
  const rows = list(state["activities"]).filter((_, i) => read[i] === null);
  return rows.length > 0 ? { activities: rows } : {};
}

const keptOf = (key: string, value: unknown, at: number): ReadFile =>
  keptNote({
    source: SOURCE,
    source_id: `kept:${key}`,
    label: LABEL,
    kind: `creation-store.${key}`,
    name: `${key} of creation-store`,
    folder: "Imported/Creation OS",
    tags: [],
    created_at: at,
    modified_at: at,
    value,
  });
