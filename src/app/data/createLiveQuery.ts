import { createEffect, createMemo, onCleanup } from "solid-js";
import { createStore, reconcile } from "solid-js/store";
import type { Refusal } from "../../base/result.ts";
import type { QueryArgs, QueryName, QueryResult } from "../../rpc/api.ts";
import { useClient } from "./use-client.ts";

export interface LiveQuery<T> {
  readonly data: T | undefined;
  readonly error: Refusal | undefined;
  readonly loading: boolean;
}

interface Options {
  /** Keep showing the last result while another is on its way after `args` changed: for lists, never for one record. */
  readonly keep?: boolean;
}

/**
 * The result of a query, kept true while the component lives. Rows keep their identity by `id`, so that only what changed
 * is drawn again. Without arguments (`undefined`) nothing is asked and `data` is undefined.
 */
export function createLiveQuery<N extends QueryName>(name: N, args: () => QueryArgs<N> | undefined, options: Options = {}): LiveQuery<QueryResult<N>> {
  const client = useClient();
  const [state, setState] = createStore<{ data: unknown; error: Refusal | undefined; loading: boolean }>({ data: undefined, error: undefined, loading: true });
  const current = createMemo(args, undefined, { equals: (a, b) => JSON.stringify(a) === JSON.stringify(b) });

  createEffect(() => {
    const asked = current();
    if (!options.keep || !asked) setState({ data: undefined });
    setState({ error: undefined, loading: asked !== undefined });
    if (!asked) return;
    let ended = false;
    const show = (data: unknown) => {
      if (ended) return;
      setState("data", reconcile(data, { key: "id" }));
      setState({ error: undefined, loading: false });
    };
    const stop = client.watch(name, asked, show, (error) => ended || setState({ error, loading: false }));
    onCleanup(() => {
      ended = true;
      void stop.then((end) => end());
    });
  });
  return state as LiveQuery<QueryResult<N>>;
}
