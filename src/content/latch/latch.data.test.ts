import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { dayAt } from "../../base/days.ts";
import { idStream } from "../../base/ids.ts";
import { sortKey } from "../../base/names.ts";
import { type TestWorkspace, openTestWorkspace } from "../../worker/testing.ts";
import { dataModules } from "../index.data.ts";
import type { NodePage, NodeRow } from "../spine/spine.model.ts";
import type { Branch, Counted, NodeGrid, PlaceCluster } from "./latch.model.ts";

const DAY = 86_400_000;
let w: TestWorkspace;
let all: NodeRow[];

beforeAll(async () => {
  w = await openTestWorkspace(dataModules);
  const newId = idStream("latch", 0);
  const random = fc.sample(
    fc.record({
      name: fc.constantFrom("Apple", "äpfel", "banana", "Zoo", "2 pens", "海", "~", "Émile"),
      time: fc.nat(400 * DAY),
      folder: fc.constantFrom("", "x", "x/y", "x y", "z/a/b"),
      tags: fc.subarray(["t", "u", "u/x"]),
      status: fc.constantFrom(null, "open", "done"),
      due_at: fc.option(fc.nat(400 * DAY)),
      priority: fc.nat(3),
      place: fc.option(fc.tuple(fc.integer({ min: -80, max: 80 }), fc.integer({ min: -170, max: 170 }))),
      trashed: fc.constantFrom(false, false, false, true),
    }),
    { seed: 3, numRuns: 300 },
  );
  for (const r of random) {
    const id = newId();
    w.clock.now = r.time;
    w.run("note.create", { id, name: r.name, folder: r.folder, tags: r.tags });
    const { status, due_at, priority, place } = r;
    w.run("node.update", { id, status, due_at, priority, latitude: place?.[0] ?? null, longitude: place?.[1] ?? null });
    if (r.trashed) w.run("node.trash", { id });
  }
  all = w.query<NodePage>("node.list", { limit: 1000 }).rows;
}, 60_000);

const filters = fc
  .tuple(
    fc.record({
      folder: fc.constantFrom("x", "z", "none"),
      tag: fc.constantFrom("t", "u"),
      status: fc.constantFrom("", "open"),
      priority: fc.constantFrom(0, 2),
      letter: fc.constantFrom("A", "#"),
      time: fc.constantFrom(
        { column: "due_at" as const, from: 100 * DAY, to: 300 * DAY },
        { column: "modified_at" as const, to: 200 * DAY },
      ),
      located: fc.constant(true),
      type: fc.constantFrom("note", "song"),
    }),
    fc.subarray(["folder", "tag", "status", "priority", "letter", "time", "located", "type"] as const, { maxLength: 3 }),
  )
  .map(([filter, kept]) => Object.fromEntries(kept.map((key) => [key, filter[key]])) as Record<string, unknown>);

/** What node.list answers for the filter, without one of its conditions. */
function listed(filter: Record<string, unknown>, without?: string): NodeRow[] {
  const { [without ?? ""]: _, ...rest } = filter;
  return w.query<NodePage>("node.list", { ...rest, limit: 1000 }).rows;
}

const countBy = (values: readonly string[]): Record<string, number> =>
  values.reduce<Record<string, number>>((counts, value) => ({ ...counts, [value]: (counts[value] ?? 0) + 1 }), {});
const asRecord = (counted: readonly { value: string; count: number }[]) =>
  Object.fromEntries(counted.map(({ value, count }) => [value, count]));
const check = (property: (filter: Record<string, unknown>) => void) => fc.assert(fc.property(filters, property), { seed: 5, numRuns: 120 });

const letterOf = (name: string) => {
  const first = sortKey(name)[0]!;
  return first >= "a" && first <= "z" ? first.toUpperCase() : first >= "0" && first <= "9" ? "#" : "…";
};

test("VI3: letters are counted as the list has them, whatever the letter that is chosen", () => {
  check((filter) => {
    const answer = w.query<{ letter: string; count: number }[]>("latch.alphabet", filter);
    expect(Object.fromEntries(answer.map(({ letter, count }) => [letter, count]))).toEqual(
      countBy(listed(filter, "letter").map(({ name }) => letterOf(name))),
    );
  });
  const order = w.query<{ letter: string }[]>("latch.alphabet", {}).map(({ letter }) => letter);
  expect(order).toEqual(["A", "B", "E", "Z", "#", "…"]);
});

test("VI3: times fall between the bounds they are given", () => {
  const bounds = Array.from({ length: 14 }, (_, i) => i * 30 * DAY);
  for (const column of ["modified_at", "created_at", "due_at"] as const) {
    check((filter) => {
      const times = listed(filter)
        .map((row) => row[column])
        .filter((at) => at !== null);
      const answer = w.query<{ counts: number[]; min: number | null; max: number | null }>("latch.time", { ...filter, column, bounds });
      expect(answer.counts).toEqual(bounds.slice(1).map((to, i) => times.filter((at) => at >= bounds[i]! && at < to).length));
      expect([answer.min, answer.max]).toEqual(times.length ? [Math.min(...times), Math.max(...times)] : [null, null]);
    });
  }
});

test("VI3: times of everything are counted in their index, and of a stretch of the same time too", () => {
  const bounds = Array.from({ length: 14 }, (_, i) => i * 30 * DAY);
  for (const column of ["modified_at", "created_at", "due_at", "completed_at", "event_start"] as const)
    for (const time of [
      undefined,
      { column },
      { column, from: 40 * DAY },
      { column, from: 35 * DAY, to: 200 * DAY },
      { column, from: 9, to: 9 },
    ]) {
      const filter = time ? { time } : {};
      const all = listed(filter)
        .map((row) => row[column])
        .filter((at) => at !== null);
      expect(w.query("latch.time", { ...filter, column, bounds })).toEqual({
        counts: bounds.slice(1).map((to, i) => all.filter((at) => at >= bounds[i]! && at < to).length),
        min: all.length ? Math.min(...all) : null,
        max: all.length ? Math.max(...all) : null,
      });
    }
});

test("VI3: types, folders, tags and statuses are counted without their own condition", () => {
  const values = {
    type: (row: NodeRow) => [row.node_type],
    folder: (row: NodeRow) => [row.folder],
    tag: (row: NodeRow) => row.tags,
    status: (row: NodeRow) => [row.status ?? ""],
  };
  for (const by of ["type", "folder", "tag", "status"] as const) {
    check((filter) => {
      const answer = w.query<Counted[]>("latch.category", { ...filter, by, limit: 1000 });
      expect(asRecord(answer)).toEqual(countBy(listed(filter, by).flatMap(values[by])));
    });
  }
});

test("VI3: folders are a tree that counts what lies below", () => {
  const tree = w.query<Branch[]>("latch.hierarchy", { by: "folder" });
  const below = (folder: string) => all.filter((row) => `${row.folder}/`.startsWith(`${folder}/`)).length;
  expect(tree).toEqual(
    [
      ["x", 0],
      ["x/y", 1],
      ["x y", 0],
      ["z", 0],
      ["z/a", 1],
      ["z/a/b", 2],
    ].map(([value, depth]) => ({ value, depth, label: String(value).split("/").at(-1), count: below(String(value)) })),
  );
  const ranks = w.query<Branch[]>("latch.hierarchy", { by: "priority" });
  expect(ranks.map(({ value }) => value)).toEqual(["3", "2", "1", "0"]);
  expect(asRecord(ranks)).toEqual(countBy(all.map(({ priority }) => String(priority))));
});

test("VI3: NEST edges are a tree; a circle is entered once", () => {
  const [a, b, c, d] = all.slice(0, 4).map(({ id }) => id);
  const made = [
    [a, b],
    [b, c],
    [c, b],
    [a, d],
  ].map(([source_id, target_id]) => w.run<{ id: string }>("edge.create", { edge_type: "NEST", source_id, target_id }).id);
  const tree = w.query<Branch[]>("latch.hierarchy", { by: "nest" });
  expect(tree.map(({ value, depth, count }) => [value, depth, count])).toEqual([
    [a, 0, 3],
    [b, 1, 1],
    [c, 2, 1],
  ]);
  for (const id of made) w.run("edge.delete", { id });
});

test("VI3: places are put together by cells; all of them are counted", () => {
  check((filter) => {
    const rows = listed(filter).filter(({ latitude }) => latitude !== null);
    const clusters = w.query<PlaceCluster[]>("latch.location", { ...filter, cell: 30 });
    expect(clusters.reduce((sum, { count }) => sum + count, 0)).toBe(rows.length);
    const cells = countBy(rows.map(({ latitude, longitude }) => `${Math.floor(latitude! / 30)} ${Math.floor(longitude! / 30)}`));
    expect(clusters.map(({ count }) => count).toSorted()).toEqual(Object.values(cells).toSorted());
    for (const { id, count, latitude } of clusters) if (count === 1) expect(rows.find((row) => row.id === id)!.latitude).toBe(latitude);
  });
});

test("VI4: a grid by any two axes counts what the list has", () => {
  const value = {
    type: (row: NodeRow) => [row.node_type],
    tag: (row: NodeRow) => (row.tags.length ? row.tags : [""]),
    letter: (row: NodeRow) => [letterOf(row.name)],
    priority: (row: NodeRow) => [String(row.priority)],
    month: (row: NodeRow) => [row.due_at === null ? "" : dayAt(row.due_at).slice(0, 7)],
    status: (row: NodeRow) => [row.status ?? ""],
    folder: (row: NodeRow) => [row.folder],
  };
  const axis = (by: keyof typeof value) => ({ by, ...(by === "month" && { column: "due_at" as const }) });
  const axes = Object.keys(value) as (keyof typeof value)[];
  fc.assert(
    fc.property(filters, fc.constantFrom(...axes), fc.constantFrom(...axes), (filter, rows, columns) => {
      const grid = w.query<NodeGrid>("latch.grid", { ...filter, rows: axis(rows), columns: axis(columns), limit: 2 });
      const pairs = listed(filter).flatMap((row) => value[rows](row).flatMap((r) => value[columns](row).map((c) => `${r}|${c}`)));
      expect(Object.fromEntries(grid.cells.map(({ row, column, count }) => [`${row}|${column}`, count]))).toEqual(countBy(pairs));
      for (const cell of grid.cells) {
        expect(cell.nodes).toHaveLength(Math.min(2, cell.count));
        expect(cell.nodes.every((node) => value[rows](node).includes(cell.row))).toBe(true);
      }
      expect(grid.more).toEqual({ rows: 0, columns: 0 });
    }),
    { seed: 9, numRuns: 100 },
  );
});
