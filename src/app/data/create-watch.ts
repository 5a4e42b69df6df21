import { createEffect, createMemo, createSignal, onCleanup, type Accessor } from "solid-js";
import type { Refusal } from "../../base/result.ts";
import type { QueryArgs, QueryName, QueryResult } from "../../rpc/api.ts";
import { useClient } from "./use-client.ts";

/** The result of a query as it comes, kept true: for answers of thousands of rows that are drawn, not listed. The last one stays until the next. */
export function createWatch<N extends QueryName>(name: N, args: Accessor<QueryArgs<N>>): { data: Accessor<QueryResult<N> | undefined>; error: Accessor<Refusal | undefined> } {
  const client = useClient();
  const [data, setData] = createSignal<QueryResult<N>>();
  const [error, setError] = createSignal<Refusal>();
  const asked = createMemo(args, undefined, { equals: (a, b) => JSON.stringify(a) === JSON.stringify(b) });
  createEffect(() => {
    let ended = false;
    const show = (result: QueryResult<N>) => {
      if (ended) return;
      setError(undefined);
      setData(() => result);
    };
    const stop = client.watch(name, asked(), show, (refused) => ended || setError(refused));
    onCleanup(() => {
      ended = true;
      void stop.then((end) => end());
    });
  });
  return { data, error };
}
