import { useLocation, useNavigate } from "@solidjs/router";
import { createMemo } from "solid-js";
import { EDGE_TYPES, type EdgeType } from "../../content/spine/spine.model.ts";
import type { ColourBy } from "../graph-canvas/groups.ts";

export const LIMITS = [500, 1000, 5000, 10_000] as const;
const STANDARD_LIMIT = 5000;

const KEYS = ["focus", "from", "to", "weighted", "colour", "hide", "type", "tag", "folder", "limit", "tab"] as const;
type Key = (typeof KEYS)[number];

export interface GraphFilter {
  readonly type?: string;
  readonly tag?: string;
  readonly folder?: string;
}

export interface GraphAddress {
  readonly get: (key: Key) => string | undefined;
  readonly filter: () => GraphFilter;
  readonly limit: () => number;
  readonly colourBy: () => ColourBy;
  readonly hidden: () => ReadonlySet<EdgeType>;
  /** Empty values are taken out of the address. A choice of a node can be gone back from, the rest cannot. */
  readonly change: (next: Partial<Record<Key, string | undefined>>) => void;
}

/** All that the graph shows is in its address: it can be kept, sent, and gone back to (GV1). */
export function createGraphAddress(): GraphAddress {
  const location = useLocation();
  const navigate = useNavigate();
  const params = createMemo(() => new URLSearchParams(location.search));
  const get = (key: Key) => params().get(key) || undefined;
  const hide = createMemo(() => get("hide") ?? "");
  return {
    get,
    filter: () => Object.fromEntries((["type", "tag", "folder"] as const).flatMap((key) => (get(key) ? [[key, get(key)]] : []))),
    limit: () => LIMITS.find((limit) => String(limit) === get("limit")) ?? STANDARD_LIMIT,
    colourBy: () => (get("colour") === "type" ? "type" : "cluster"),
    hidden: createMemo(() => new Set(EDGE_TYPES.filter((type) => hide().split(".").includes(type)))),
    change(next) {
      const query = new URLSearchParams(location.search);
      for (const [key, value] of Object.entries(next)) {
        if (value) query.set(key, value);
        else query.delete(key);
      }
      const search = query.toString();
      navigate(`${location.pathname}${search ? `?${search}` : ""}`, { scroll: false, replace: !("focus" in next) });
    },
  };
}
