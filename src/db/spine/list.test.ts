import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { idStream } from "../../base/ids.ts";
import { sortKey } from "../../base/names.ts";
import { dataModules } from "../../content/index.data.ts";
import type { NodePage, NodeRow } from "../../content/spine/spine.model.ts";
import { type TestWorkspace, openTestWorkspace } from "../../worker/testing.ts";
import { type ListArgs, listStatements, type Sort, SORTS } from "./list.ts";

let w: TestWorkspace;
/** Names that differ by case, accents or numbers only, and times that collide. */
const NAMES = ["a", "A", "á", "Á", "a 2", "a 10", "A 02", "b", "ß", "ss", "海", "Émile", "emile", "", "~"];

beforeAll(async () => {
  w = await openTestWorkspace(dataModules);
  const newId = idStream("list", 0);
  const random = fc.sample(
    fc.record({
      name: fc.constantFrom(...NAMES),
      time: fc.nat(20),
      created: fc.nat(20),
      folder: fc.constantFrom("", "x", "x/y", "x y", "x0", "z"),
      tag: fc.constantFrom("t", "T", "u", "U/x", "u/x/y", "u0", "t-", null),
      favorite: fc.boolean(),
      trashed: fc.constantFrom(false, false, false, true),
      status: fc.constantFrom(null, null, "open", "done"),
      due_at: fc.option(fc.nat(15)),
      event_start: fc.option(fc.nat(15)),
      priority: fc.nat(3),
      importance: fc.constantFrom(0, 0, 5),
      place: fc.option(fc.tuple(fc.integer({ min: -90, max: 90 }), fc.integer({ min: -180, max: 180 }))),
    }),
    { seed: 7, numRuns: 400 },
  );
  for (const r of random) {
    const id = newId();
    w.clock.now = r.created;
    w.run("note.create", { id, name: r.name || "-", folder: r.folder, tags: r.tag ? [r.tag] : [] });
    w.clock.now = r.time;
    const { status, due_at, event_start, priority, importance, place } = r;
    w.run("node.update", {
      id,
      is_favorite: r.favorite,
      status,
      due_at,
      event_start,
      priority,
      importance,
      latitude: place?.[0] ?? null,
      longitude: place?.[1] ?? null,
    });
    if (r.trashed) w.run("node.trash", { id });
  }
}, 60_000);

const list = (args: object): NodePage => w.query<NodePage>("node.list", args);

function allPages(args: object, limit: number): NodeRow[] {
  const rows: NodeRow[] = [];
  let after: NodePage["next"] = null;
  do {
    const page: NodePage = list({ ...args, limit, ...(after ? { after } : {}) });
    rows.push(...page.rows);
    after = page.next;
  } while (after);
  return rows;
}

type Wanted = Omit<Partial<ListArgs>, "text" | "under">;

const letterOf = (name: string): string => {
  const key = sortKey(name)[0] ?? "";
  if (/[a-z]/.test(key)) return key.toUpperCase();
  return /[0-9]/.test(key) ? "#" : "…";
};

/** The filter once more, in plain words. */
const matches = (row: NodeRow, f: Wanted): boolean => {
  const { latitude: y, longitude: x } = row;
  const time = f.time && row[f.time.column];
  return (
    (row.deleted_at !== null) === (f.trashed ?? false) &&
    (f.folder === undefined ||
      row.folder === f.folder ||
      ((f.subfolders ?? true) && (f.folder === "" || row.folder.startsWith(`${f.folder}/`)))) &&
    (f.tag === undefined || row.tags.some((tag) => `${tag}/`.toLowerCase().startsWith(`${f.tag}/`.toLowerCase()))) &&
    (!f.favorite || row.is_favorite) &&
    (f.type === undefined || row.node_type === f.type) &&
    (f.status === undefined || (row.status ?? "") === f.status) &&
    (f.priority === undefined || row.priority === f.priority) &&
    (f.importance === undefined || row.importance === f.importance) &&
    (f.letter === undefined || letterOf(row.name) === f.letter) &&
    (!f.time || (typeof time === "number" && time >= (f.time.from ?? -Infinity) && time < (f.time.to ?? Infinity))) &&
    (!f.located || y !== null) &&
    (!f.box ||
      (y !== null &&
        x !== null &&
        y >= f.box.south &&
        y <= f.box.north &&
        (f.box.west > f.box.east ? x >= f.box.west || x <= f.box.east : x >= f.box.west && x <= f.box.east)))
  );
};

const maybe = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
const filters = fc.record({
  type: maybe(["note", "song"]),
  folder: maybe(["", "x", "x/y", "none"]),
  subfolders: fc.boolean(),
  tag: maybe(["t", "U", "u/X"]),
  favorite: maybe([true]),
  trashed: fc.boolean(),
  status: maybe(["", "open", "none"]),
  priority: maybe([0, 2]),
  importance: maybe([0, 5]),
  letter: maybe(["A", "B", "#", "…"]),
  time: maybe([
    { column: "due_at" as const },
    { column: "event_start" as const, from: 5 },
    { column: "modified_at" as const, from: 3, to: 12 },
  ]),
  box: maybe([
    { west: -100, south: -40, east: 60, north: 80 },
    { west: 120, south: -90, east: -120, north: 90 },
  ]),
  located: maybe([true]),
});
/** Most filters are of one or two conditions; with all of them nothing would be left to page through. */
const narrowed = fc
  .tuple(
    filters,
    fc.subarray(["folder", "tag", "favorite", "status", "priority", "importance", "letter", "time", "box", "located"], { maxLength: 2 }),
  )
  .map(
    ([all, kept]) =>
      Object.fromEntries(
        Object.entries(all).filter(
          ([key, value]) => value !== undefined && (["type", "trashed", "subfolders"].includes(key) || kept.includes(key)),
        ),
      ) as Wanted,
  );

test("F4: all pages together are all rows, once, in order", () => {
  const everything = [...allPages({}, 1000), ...allPages({ trashed: true }, 1000)];
  expect(everything).toHaveLength(400);
  fc.assert(
    fc.property(
      narrowed,
      fc.constantFrom(...SORTS),
      fc.constantFrom("asc", "desc"),
      fc.integer({ min: 1, max: 60 }),
      (filter, sort, order, limit) => {
        const args = { ...filter, sort, order };
        const value = (row: NodeRow) => (sort === "name" ? sortKey(row.name) : row[sort]);
        const has = (row: NodeRow) => value(row) !== null && !((sort === "priority" || sort === "importance") && value(row) === 0);
        const compare = (a: NodeRow, b: NodeRow) =>
          !has(a) || value(a) === value(b) ? (a.id < b.id ? -1 : 1) : bytewise(value(a)!, value(b)!);
        const inOrder = (rows: NodeRow[]) => rows.sort((a, b) => (order === "asc" ? compare(a, b) : compare(b, a)));
        const found = everything.filter((row) => matches(row, args));
        const wanted = [...inOrder(found.filter(has)), ...inOrder(found.filter((row) => !has(row)))];
        expect(allPages(args, limit).map((row) => row.id)).toEqual(wanted.map((row) => row.id));
        const { sort: _sort, order: _order, ...counted } = args;
        expect(w.query("node.count", counted)).toEqual({ count: wanted.length });
      },
    ),
    { numRuns: 400, seed: 4 },
  );
});

/** As SQLite compares text: by the bytes of UTF-8. */
const bytewise = (a: string | number, b: string | number): number =>
  typeof a === "number" || typeof b === "number" ? Number(a) - Number(b) : Buffer.compare(Buffer.from(a), Buffer.from(b));

test("a window ends with the row it was given and holds what came in between", () => {
  const first = list({ limit: 10 });
  const window = list({ until: first.next });
  expect(window.rows).toEqual(first.rows);
  expect(window.next).toEqual(first.next);
  const id = first.rows[4]!.id;
  w.run("node.trash", { id });
  expect(list({ until: first.next }).rows).toEqual(first.rows.filter((row) => row.id !== id));
  w.run("node.restore", { id });
});

test("names sort by number, and without regard to case and accents", () => {
  expect(["Take 10", "take 2", "Été", "ete 1", "Zoo"].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))).toEqual([
    "Été",
    "ete 1",
    "take 2",
    "Take 10",
    "Zoo",
  ]);
});

describe("SP3: no page scans a table or sorts more than it must", () => {
  const plans = (sort: Sort, filter: object = {}): string[] =>
    listStatements({ db: w.db }, { trashed: false, subfolders: true, sort, limit: 10, ...filter }, "desc").map((statement) => {
      const { sql, params } = statement(10);
      return w.db
        .rows<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, params)
        .map((row) => row.detail)
        .join("; ");
    });
  const after = { after: { value: 1, id: "x" } };

  test.each(SORTS)("unfiltered, sorted by %s: seeks in the index of the order, no sorting", (sort) => {
    for (const plan of plans(sort, after)) {
      expect(plan).toMatch(/^SEARCH n USING INDEX nodes_by_|^(?:SCAN|SEARCH) n USING INDEX sqlite_autoindex_nodes_1/);
      expect(plan).not.toContain("TEMP B-TREE");
    }
  });

  test.each(["modified_at", "created_at", "name"] as const)("by type, sorted by %s: one seek in the index of type and order", (sort) => {
    expect(plans(sort, { type: "note", ...after })[0]).toMatch(/^SEARCH n USING INDEX nodes_by_type_\w+ \(node_type=\? AND/);
    expect(plans(sort, { type: "note", ...after })[0]).not.toContain("TEMP B-TREE");
  });

  test("of one folder and of one tag by the time of change", () => {
    expect(plans("modified_at", { folder: "x", subfolders: false, ...after })).toEqual([
      "SEARCH n USING INDEX nodes_by_folder (folder=? AND (modified_at,id)<(?,?))",
    ]);
    const [byTag] = plans("modified_at", { tag: "t-", ...after });
    expect(byTag).toMatch(/^SEARCH t USING COVERING INDEX node_tags_by_modified .*; SEARCH n USING INDEX/);
    expect(byTag).not.toContain("TEMP B-TREE");
  });

  test("nodes that the filter rules out are not walked past", () => {
    expect(plans("event_start", { time: { column: "event_start", to: 9 } })).toEqual([
      expect.stringMatching(/^SEARCH n USING INDEX nodes_by_event \(event_start>\? AND event_start<\?\)/),
    ]);
    for (const sort of ["status", "priority", "importance"] as const) {
      const [none, some] = sort === "status" ? ["", "open"] : [0, 2];
      expect(plans(sort, { [sort]: some })).toHaveLength(1);
      expect(plans(sort, { [sort]: none })).toHaveLength(1);
      expect(plans(sort)).toHaveLength(2);
    }
  });

  test("other orders of a few rows sort only these, found by their index", () => {
    for (const sort of SORTS) {
      for (const plan of plans(sort, { folder: "x" }))
        expect(plan).toMatch(/^SEARCH n USING INDEX nodes_by_folder \(folder>\? AND folder<\?\)/);
      for (const plan of plans(sort, { box: { west: 0, south: 0, east: 10, north: 10 } }))
        expect(plan).toMatch(/^SEARCH n USING (?:COVERING )?INDEX nodes_by_place \(latitude>\? AND latitude<\?\)/);
    }
    expect(plans("name", { status: "open" })[0]).toMatch(/^SEARCH n USING INDEX nodes_by_status \(status=\?\)/);
    expect(plans("name", { time: { column: "due_at", from: 3, to: 9 } })[0]).toMatch(
      /^SEARCH n USING INDEX nodes_by_due \(due_at>\? AND due_at<\?\)/,
    );
  });
});

test("VI1: by words and by what lies below a node", () => {
  const make = (name: string) => w.run<{ id: string }>("note.create", { name }).id;
  const [top, middle, leaf, other] = ["Zebra crossing", "Zebra middle", "Zebra leaf", "Zebra other"].map(make);
  const nest = (source_id: string, target_id: string) => w.run("edge.create", { edge_type: "NEST", source_id, target_id });
  nest(top!, middle!);
  nest(middle!, leaf!);
  nest(leaf!, top!);
  const names = (filter: object) => allPages({ ...filter, sort: "name" }, 2).map(({ name }) => name);
  expect(names({ under: top })).toEqual(["Zebra leaf", "Zebra middle"]);
  expect(names({ text: "zebra", under: top })).toEqual(["Zebra leaf", "Zebra middle"]);
  expect(names({ text: "zebra -leaf" })).toEqual(["Zebra crossing", "Zebra middle", "Zebra other"]);
  expect(w.query("node.count", { text: "zebra", letter: "Z" })).toEqual({ count: 4 });
  w.run("node.trash", { id: middle });
  expect(names({ under: top })).toEqual([]);
  for (const id of [top, middle, leaf, other]) w.run("node.trash", { id });
});
