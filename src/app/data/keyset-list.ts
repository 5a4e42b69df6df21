import { createEffect, createMemo, createSignal, on, onCleanup, untrack } from "solid-js";
import { createStore, reconcile } from "solid-js/store";
import type { Refusal } from "../../base/result.ts";
import type { Cursor, NodeRow } from "../../content/spine/spine.model.ts";
import type { QueryArgs } from "../../rpc/api.ts";
import { useClient } from "./use-client.ts";

export type ListArgs = Omit<QueryArgs<"node.list">, "after" | "until" | "limit">;

export interface KeysetList {
  /** Rows of the whole list, loaded or not. */
  readonly total: () => number;
  /** True until the first answer about the present arguments. */
  readonly loading: () => boolean;
  readonly error: () => Refusal | undefined;
  /** The rows `from..to`; undefined where they are not loaded yet. */
  readonly rows: (from: number, to: number) => (NodeRow | undefined)[];
  /** Place of a loaded row, or -1. */
  readonly indexOf: (id: string) => number;
  /** What is on the screen: these rows are loaded and kept live, the rest is let go. */
  readonly show: (from: number, to: number) => void;
}

const PAGE = 100;
const STRIDE = 1000;

/** A stretch of the list between two keyset cursors. Its rows are there only while it is near the screen. */
interface Page {
  after: Cursor | undefined;
  until: Cursor | undefined;
  count: number;
  rows: NodeRow[] | undefined;
}

/**
 * A list of any length, of which only the pages around the screen are loaded and watched (LI1). Pages are bounded by
 * cursors, not by counts: what is added or removed makes its page longer or shorter and moves nothing else.
 */
export function createKeysetList(args: () => ListArgs): KeysetList {
  const client = useClient();
  const asked = createMemo(args, undefined, { equals: (a, b) => JSON.stringify(a) === JSON.stringify(b) });
  const [pages, setPages] = createStore<Page[]>([]);
  const [counted, setCounted] = createSignal<number>();
  const [end, setEnd] = createSignal(false);
  const [error, setError] = createSignal<Refusal>();
  const [range, setRange] = createSignal({ from: 0, to: PAGE / 2 });
  const watches = new Map<number, () => void>();
  let generation = 0;
  let walking = false;
  /** The last row that the pages reach, for the step after them. */
  let tail: Cursor | undefined;

  const known = createMemo(() => pages.reduce((sum, page) => sum + page.count, 0));
  const total = () => (end() ? known() : Math.max(known(), counted() ?? 0));
  const cursorOf = (row: NodeRow): Cursor => ({ value: row[untrack(asked).sort ?? "modified_at"], id: row.id });

  createEffect(
    on(asked, (filter) => {
      const mine = ++generation;
      for (const stop of watches.values()) stop();
      watches.clear();
      walking = false;
      setEnd(false);
      tail = undefined;
      setPages([{ after: undefined, until: undefined, count: 0, rows: undefined }]);
      watchPage(0, mine);
      const { sort: _sort, order: _order, ...conditions } = filter;
      const stop = client.watch("node.count", conditions, ({ count }) => mine === generation && setCounted(count), setError);
      onCleanup(() => void stop.then((done) => done()));
    }),
  );
  createEffect(() => follow(range(), known()));
  onCleanup(() => {
    generation++;
    for (const stop of watches.values()) stop();
  });

  /** Loads and watches the pages around the screen, lets the others go, and walks on if the screen is past what is known. */
  function follow({ from, to }: { from: number; to: number }, rows: number): void {
    if (untrack(asked) === undefined || pages.length === 0) return;
    let start = 0;
    untrack(() => {
      pages.forEach((page, i) => {
        const near = start < to + PAGE && start + page.count > from - PAGE;
        if (near && !watches.has(i)) watchPage(i, generation);
        if (!near && watches.has(i)) releasePage(i);
        start += page.count;
      });
      if (rows > 0 && to + PAGE / 2 > rows && !end()) void walk(to + PAGE, generation);
    });
  }

  function watchPage(i: number, mine: number): void {
    const page = pages[i]!;
    const bounds = { ...(page.after && { after: { ...page.after } }), ...(page.until && { until: { ...page.until } }) };
    let live = true;
    const stop = client.watch(
      "node.list",
      { ...untrack(asked), ...bounds, limit: page.until ? STRIDE : PAGE },
      ({ rows, next }) => {
        if (!live || mine !== generation) return;
        setPages(i, "rows", reconcile(rows, { key: "id" }));
        setPages(i, "count", rows.length);
        setError(undefined);
        if (i === pages.length - 1 && !page.until) setEnd(next === null);
      },
      setError,
    );
    watches.set(i, () => {
      live = false;
      void stop.then((done) => done());
    });
  }

  function releasePage(i: number): void {
    watches.get(i)?.();
    watches.delete(i);
    setPages(i, "rows", undefined);
  }

  /** Finds the cursors up to row `target`, a thousand rows at a step; only the cursors are kept. */
  async function walk(target: number, mine: number): Promise<void> {
    if (walking) return;
    walking = true;
    try {
      while (mine === generation && known() < Math.max(target, range().to + PAGE) && !end()) {
        const last = pages[pages.length - 1]!;
        const far = target - known() > STRIDE;
        const from = last.rows?.length ? cursorOf(last.rows.at(-1)!) : tail;
        const step = await client.query("node.list", { ...asked(), ...(from && { after: from }), limit: far ? STRIDE : PAGE });
        if (mine !== generation) return;
        bound(from);
        append(from, step.rows);
        if (!step.next) setEnd(true);
      }
    } finally {
      if (mine === generation) walking = false;
    }
  }

  /** The last page so far was open at its end: from now on it ends where the next one starts. */
  function bound(until: Cursor | undefined): void {
    const i = pages.length - 1;
    if (!until || pages[i]!.until) return;
    watches.get(i)?.();
    watches.delete(i);
    setPages(i, (page) => ({ ...page, until }));
    watchPage(i, generation);
  }

  function append(from: Cursor | undefined, rows: readonly NodeRow[]): void {
    let after = from;
    const added: Page[] = [];
    for (let i = 0; i < rows.length; i += PAGE) {
      const slice = rows.slice(i, i + PAGE);
      const until = i + PAGE < rows.length ? cursorOf(slice.at(-1)!) : undefined;
      added.push({ after, until, count: slice.length, rows: undefined });
      after = until;
    }
    if (rows.length > 0) tail = cursorOf(rows.at(-1)!);
    setPages((before) => [...before, ...added]);
  }

  return {
    total,
    error,
    loading: () => pages[0]?.rows === undefined && known() === 0,
    show: (from, to) => setRange((now) => (now.from === from && now.to === to ? now : { from, to })),
    rows(from, to) {
      const found: (NodeRow | undefined)[] = [];
      let start = 0;
      for (const page of pages) {
        for (let i = Math.max(from, start); i < Math.min(to, start + page.count); i++) found[i - from] = page.rows?.[i - start];
        start += page.count;
        if (start >= to) break;
      }
      found.length = Math.max(0, Math.min(to, total()) - from);
      return found;
    },
    indexOf(id) {
      let start = 0;
      for (const page of pages) {
        const at = page.rows?.findIndex((row) => row.id === id) ?? -1;
        if (at >= 0) return start + at;
        start += page.count;
      }
      return -1;
    },
  };
}
