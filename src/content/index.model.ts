import type { ArgsOf, Model, ResultOf, Spec } from "./contract.model.ts";
import { backup } from "./backup/backup.model.ts";
import { diagnostics } from "./diagnostics/diagnostics.model.ts";
import { exports_ } from "./export/export.model.ts";
import { graph } from "./graph/graph.model.ts";
import { imports } from "./import/import.model.ts";
import { latch } from "./latch/latch.model.ts";
import { note } from "./note/note.model.ts";
import { planner } from "./planner/planner.model.ts";
import { search } from "./search/search.model.ts";
import { spine } from "./spine/spine.model.ts";
import { sync } from "./sync/sync.model.ts";
import { view } from "./view/view.model.ts";
import { version } from "./version/version.model.ts";

/** Every model, in the order in which the scripting reference lists them. */
export const models = [
  spine,
  note,
  planner,
  search,
  imports,
  exports_,
  backup,
  version,
  latch,
  view,
  diagnostics,
  graph,
  sync,
] as const satisfies readonly Model[];

type Merge<U> = (U extends unknown ? (u: U) => void : never) extends (i: infer I) => void ? I : never;
type Entries<K extends "commands" | "queries" | "tasks"> = Merge<(typeof models)[number][K]>;

export type Commands = Entries<"commands">;
export type Queries = Entries<"queries">;
export type Tasks = Entries<"tasks">;
export type CommandName = keyof Commands;
export type QueryName = keyof Queries;
export type TaskName = keyof Tasks;
export type CommandArgs<N extends CommandName> = ArgsOf<Commands[N]>;
export type CommandResult<N extends CommandName> = ResultOf<Commands[N]>;
export type QueryArgs<N extends QueryName> = ArgsOf<Queries[N]>;
export type QueryResult<N extends QueryName> = ResultOf<Queries[N]>;
export type TaskArgs<N extends TaskName> = ArgsOf<Tasks[N]>;
export type TaskResult<N extends TaskName> = ResultOf<Tasks[N]>;

const collect = (kind: "commands" | "queries" | "tasks"): ReadonlyMap<string, Spec> =>
  new Map(models.flatMap((m) => Object.entries(m[kind] as Record<string, Spec>)));

export const commandSpecs = collect("commands");
export const querySpecs = collect("queries");
export const taskSpecs = collect("tasks");
