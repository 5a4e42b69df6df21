import type { DataModule, Follow, Migration, ReadContext, Recovery, TaskContext, TrackedTable, WriteContext } from "../db/module.ts";
import type { CheckedArgsOf, Model, ResultOf } from "./contract.model.ts";

interface DataOf<M extends Model> {
  readonly migrations?: readonly Migration[];
  readonly tracked?: readonly TrackedTable[];
  readonly sql?: Record<string, string>;
  readonly recovery?: Recovery;
  readonly follows?: Readonly<Record<string, Follow>>;
  readonly commands: {
    [K in keyof M["commands"]]: (ctx: WriteContext, args: CheckedArgsOf<M["commands"][K]>) => ResultOf<M["commands"][K]>;
  };
  readonly queries: { [K in keyof M["queries"]]: (ctx: ReadContext, args: CheckedArgsOf<M["queries"][K]>) => ResultOf<M["queries"][K]> };
  readonly tasks: { [K in keyof M["tasks"]]: (ctx: TaskContext, args: CheckedArgsOf<M["tasks"][K]>) => Promise<ResultOf<M["tasks"][K]>> };
}

/** Joins a model and its functions; a missing or mistyped one does not compile. */
export function dataModule<const M extends Model>(model: M, data: DataOf<M>): DataModule {
  return { name: model.name, migrations: [], tracked: [], sql: {}, ...data } as unknown as DataModule;
}

/** Statements of several repositories, each under `repository.name`, for the test that prepares them all. */
export const named = (repositories: Record<string, Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(repositories).flatMap(([repository, sql]) => Object.entries(sql).map(([name, text]) => [`${repository}.${name}`, text])),
  );
