import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { idStream } from "../../base/ids.ts";
import { sortKey } from "../../base/names.ts";
import { dataModules } from "../../content/index.data.ts";
import type { NodePage, NodeRow } from "../../content/spine/spine.model.ts";
import { type TestWorkspace, openTestWorkspace } from "../../worker/testing.ts";
import { type Lead, type Shape, type Sort, listSql } from "./list.ts";

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
    }),
    { seed: 7, numRuns: 400 },
  );
  for (const r of random) {
    const id = newId();
    w.clock.now = r.created;
    w.run("note.create", { id, name: r.name || "-", folder: r.folder, tags: r.tag ? [r.tag] : [] });
    w.clock.now = r.time;
    w.run("node.update", { id, is_favorite: r.favorite });
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

const matches = (
  row: NodeRow,
  f: { folder?: string; subfolders?: boolean; tag?: string; favorite?: boolean; type?: string; trashed?: boolean },
): boolean =>
  (row.deleted_at !== null) === (f.trashed ?? false) &&
  (f.folder === undefined ||
    row.folder === f.folder ||
    ((f.subfolders ?? true) && (f.folder === "" || row.folder.startsWith(`${f.folder}/`)))) &&
  (f.tag === undefined || row.tags.some((tag) => `${tag}/`.toLowerCase().startsWith(`${f.tag}/`.toLowerCase()))) &&
  (!f.favorite || row.is_favorite) &&
  (f.type === undefined || row.node_type === f.type);

const maybe = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
const filters = fc.record({
  type: maybe(["note", "song"]),
  folder: maybe(["", "x", "x/y", "none"]),
  subfolders: fc.boolean(),
  tag: maybe(["t", "U", "u/X"]),
  favorite: maybe([true]),
  trashed: fc.boolean(),
});

test("F4: all pages together are all rows, once, in order", () => {
  const everything = [...allPages({}, 1000), ...allPages({ trashed: true }, 1000)];
  expect(everything).toHaveLength(400);
  fc.assert(
    fc.property(
      filters,
      fc.constantFrom("modified_at", "created_at", "name"),
      fc.constantFrom("asc", "desc"),
      fc.integer({ min: 1, max: 60 }),
      (filter, sort, order, limit) => {
        const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as Parameters<
          typeof matches
        >[1];
        const args = { ...given, sort, order };
        const value = (row: NodeRow) => (sort === "name" ? sortKey(row.name) : row[sort as "modified_at"]);
        const compare = (a: NodeRow, b: NodeRow) => (value(a) === value(b) ? (a.id < b.id ? -1 : 1) : bytewise(value(a), value(b)));
        const wanted = everything.filter((row) => matches(row, args)).sort((a, b) => (order === "asc" ? compare(a, b) : compare(b, a)));
        expect(allPages(args, limit).map((row) => row.id)).toEqual(wanted.map((row) => row.id));
        const { sort: _sort, order: _order, ...counted } = args;
        expect(w.query("node.count", counted)).toEqual({ count: wanted.length });
      },
    ),
    { numRuns: 150, seed: 4 },
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
  const plan = (lead: Lead, sort: Sort, more: Partial<Shape> = {}): string => {
    const sql = listSql(
      { lead, type: lead === "type", folder: "none", tag: lead === "tag" ? "exact" : "none", favorite: false, ...more },
      sort,
      "desc",
      true,
      false,
    );
    const parameters = (sql.match(/\?/g) ?? []).length;
    return w.db
      .rows<{ detail: string }>(
        `EXPLAIN QUERY PLAN ${sql}`,
        Array.from({ length: parameters }, () => 1),
      )
      .map((row) => row.detail)
      .join("; ");
  };
  const sorts: Sort[] = ["modified_at", "created_at", "name"];

  test.each(sorts)("unfiltered and by type, sorted by %s: one seek in the index of the order", (sort) => {
    for (const lead of ["all", "type"] as const) {
      expect(plan(lead, sort)).toMatch(/^SEARCH n USING INDEX nodes_by_/);
      expect(plan(lead, sort)).not.toContain("TEMP B-TREE");
    }
  });

  test("of one folder and of one tag by the time of change", () => {
    expect(plan("folder", "modified_at", { folder: "exact" })).toBe(
      "SEARCH n USING INDEX nodes_by_folder (folder=? AND (modified_at,id)<(?,?))",
    );
    expect(plan("tag", "modified_at")).toMatch(/^SEARCH t USING COVERING INDEX node_tags_by_modified .*; SEARCH n USING INDEX/);
    expect(plan("tag", "modified_at")).not.toContain("TEMP B-TREE");
  });

  test("other orders of a folder or tag sort only its own rows, found by index", () => {
    for (const sort of sorts) {
      expect(plan("folder", sort, { folder: "below" })).toMatch(/^SEARCH n USING INDEX nodes_by_folder \(folder>\? AND folder<\?\)/);
      expect(plan("tag", sort)).toMatch(/^SEARCH t USING (?:COVERING INDEX|PRIMARY KEY)/);
    }
  });
});
