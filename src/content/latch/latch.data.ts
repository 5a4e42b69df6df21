import { alphabet, categories, FACETS_SQL, places } from "../../db/latch/facets.ts";
import { AXIS_SQL } from "../../db/latch/axis-values.ts";
import { grid, GRID_SQL } from "../../db/latch/grid.ts";
import { hierarchy, HIERARCHY_SQL } from "../../db/latch/hierarchy.ts";
import { times, TIMES_SQL } from "../../db/latch/times.ts";
import { FILTER_SQL } from "../../db/spine/filter.ts";
import { dataModule, named } from "../contract.data.ts";
import { latch } from "./latch.model.ts";

const { below } = FILTER_SQL;

export const latchData = dataModule(latch, {
  sql: named({
    filter: { below },
    facets: FACETS_SQL,
    timesCount: TIMES_SQL.count,
    timesFirst: TIMES_SQL.first,
    timesLast: TIMES_SQL.last,
    hierarchy: HIERARCHY_SQL,
    axis: AXIS_SQL,
    grid: GRID_SQL,
  }),
  commands: {},
  queries: {
    "latch.alphabet": (ctx, filter) => alphabet(ctx, filter),
    "latch.time": (ctx, { column, bounds, ...filter }) => times(ctx, filter, column, bounds),
    "latch.category": (ctx, { by, limit, ...filter }) => categories(ctx, filter, by, limit),
    "latch.hierarchy": (ctx, { by, ...filter }) => hierarchy(ctx, filter, by),
    "latch.location": (ctx, { cell, ...filter }) => places(ctx, filter, cell),
    "latch.grid": (ctx, { rows, columns, limit, ...filter }) => grid(ctx, filter, rows, columns, limit),
  },
  tasks: {},
});
