import { useLocation, useNavigate } from "@solidjs/router";
import { createEffect, createMemo, createSignal } from "solid-js";
import { createLiveQuery } from "../../app/data/createLiveQuery.ts";
import { isSameView, readView, type ViewState, writeView } from "./view-address.model.ts";
import type { Layout, NodeFilter, ViewOptions, ViewRecord } from "./view.model.ts";

const EVERYTHING: ViewState = { filter: {}, layout: "list", options: {} };

export interface OpenView {
  /** The saved view; undefined while it is looked for and where none is open, null if it is gone. */
  readonly saved: () => ViewRecord | null | undefined;
  readonly state: () => ViewState | undefined;
  /** Whether what is shown is not what is saved. */
  readonly isChanged: () => boolean;
  readonly change: (next: Partial<NodeFilter>) => void;
  readonly setLayout: (layout: Layout) => void;
  readonly setOptions: (next: Partial<ViewOptions>) => void;
  readonly revert: () => void;
  /** From now on the address is the view's own, as soon as what is saved is what is shown. */
  readonly settle: () => void;
}

/** What a view shows: as it was saved, unless the address says otherwise (VI6). Narrowing goes to the history, options do not. */
export function createOpenView(id: () => string): OpenView {
  const location = useLocation();
  const navigate = useNavigate();
  const query = createLiveQuery("view.get", () => (id() ? { id: id() } : undefined));
  const saved = () => query.data as ViewRecord | null | undefined;
  const stored = createMemo((): ViewState | undefined => {
    if (!id()) return EVERYTHING;
    const record = saved();
    // A copy: what is asked of the worker must be plain, and every part of it is followed.
    return record
      ? (JSON.parse(JSON.stringify({ filter: record.filter, layout: record.layout, options: record.options })) as ViewState)
      : undefined;
  });
  const address = createMemo(() => {
    const params = new URLSearchParams(location.search);
    return readView((key) => params.get(key));
  });
  const state = createMemo(() => address() ?? stored(), undefined, { equals: (a, b) => a === b || (!!a && !!b && isSameView(a, b)) });
  const isChanged = () => {
    const [shown, kept] = [address(), stored()];
    return shown !== undefined && kept !== undefined && !isSameView(shown, kept);
  };
  const [settling, settle] = createSignal(false);
  createEffect(() => {
    if (!settling() || isChanged()) return;
    settle(false);
    navigate(location.pathname, { replace: true, scroll: false });
  });

  function go(next: Partial<ViewState>, replace: boolean): void {
    const now = state();
    if (!now) return;
    const whole = { ...now, ...next };
    const kept = stored();
    const isKept = id() !== "" && kept !== undefined && isSameView(whole, kept);
    const search = isKept ? "" : `?${new URLSearchParams(writeView(whole)).toString()}`;
    navigate(`${location.pathname}${search}`, { replace, scroll: false });
  }
  const merged = <T extends object>(before: T, next: Partial<T>) =>
    Object.fromEntries(Object.entries({ ...before, ...next }).filter(([, value]) => value !== undefined)) as T;

  return {
    saved,
    state,
    isChanged,
    change: (next) =>
      go(
        { filter: merged(state()?.filter ?? {}, next) },
        Object.keys(next).every((key) => key === "text"),
      ),
    setLayout: (layout) => go({ layout }, false),
    setOptions: (next) => go({ options: merged(state()?.options ?? {}, next) }, true),
    revert: () => navigate(location.pathname, { scroll: false }),
    settle: () => settle(true),
  };
}
