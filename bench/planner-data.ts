import { addDays, dayAt, floorTo, startOf } from "../src/base/days.ts";
import { createRandom } from "./random.ts";

export interface PlannedBatch {
  /** When it happens, milliseconds: a mutation of its own. */
  readonly at: number;
  readonly commands: readonly { readonly name: string; readonly args: Record<string, unknown> }[];
}

export const PROJECTS = 200;
const DAYS = 364;
const HOUR = 3_600_000;
const WORKS = ["Mix", "Record", "Master", "Book", "Write", "Order", "Call about", "Clean up", "Compare", "Plan"];
const THINGS = ["chorus", "strings", "cover", "first side", "rehearsal", "invoice", "newsletter", "pond", "apple trees", "tax", "archive"];
const STAGES = ["refined", "confirmed", "committed"] as const;
/** One in so many keeps the name that a new todo has: hundreds of one name. */
const UNNAMED = 30;

export const todoId = (i: number): string => `01999999-9999-7999-9999-${String(i).padStart(12, "0")}`;
export const projectId = (i: number): string => `01999999-9999-7999-a999-${String(i).padStart(12, "0")}`;

/**
 * A year of work up to `end`: todos come in day by day, seven of ten are done within three weeks of the week that they were
 * planned for, with the hours they took; projects by Zipf, a twentieth without one.
 */
export function* generatePlan(todos: number, projects: number, end: number, seed = 20_261_121): Generator<PlannedBatch> {
  const random = createRandom(seed);
  const first = addDays(dayAt(end), -DAYS);
  const at = (day: number) => Math.min(end - 1, startOf(addDays(first, day)) + 9 * HOUR);
  yield {
    at: at(0),
    commands: Array.from({ length: projects }, (_, i) => ({
      name: "project.create",
      args: { id: projectId(i), name: `Project ${i} of ${random.pick(THINGS)}`, due_at: end + (random.below(120) - 20) * 24 * HOUR },
    })),
  };
  const doneOn = new Map<number, number[]>();
  let made = 0;
  for (let day = 0; day <= DAYS; day++) {
    const commands: { name: string; args: Record<string, unknown> }[] = [];
    for (const upTo = Math.round((todos * (day + 1)) / (DAYS + 1)); made < upTo; made++) {
      commands.push({ name: "todo.create", args: newTodo(random, made, projects, at(day)) });
      const done = day + 1 + random.below(20);
      if (random.below(10) < 7 && done <= DAYS) doneOn.set(done, [...(doneOn.get(done) ?? []), made]);
      else if (random.below(2) === 0) commands.push({ name: "todo.update", args: { id: todoId(made), status: random.pick(STAGES) } });
    }
    for (const i of doneOn.get(day) ?? []) {
      const week = floorTo("week", addDays(first, day), 1);
      commands.push({ name: "todo.commit", args: { id: todoId(i), week_start_date: week } });
      commands.push({ name: "todo.update", args: { id: todoId(i), status: "done", actual_hours: 0.25 + random.below(24) / 4 } });
    }
    if (commands.length > 0) yield { at: at(day), commands };
  }
}

function newTodo(random: ReturnType<typeof createRandom>, i: number, projects: number, at: number): Record<string, unknown> {
  return {
    id: todoId(i),
    name: random.below(UNNAMED) === 0 ? "New todo" : `${random.pick(WORKS)} the ${random.pick(THINGS)} ${random.below(400)}`,
    ...(random.below(20) > 0 && { project_id: projectId(random.zipf(projects)) }),
    priority: random.pick(["low", "medium", "medium", "high"]),
    estimated_hours: random.below(8) === 0 ? null : (1 + random.below(16)) / 4,
    tags: random.below(3) === 0 ? [`tag-${random.zipf(40)}`] : [],
    due_at: random.below(3) === 0 ? at + random.below(40) * 24 * HOUR : null,
  };
}
