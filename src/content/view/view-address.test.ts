import fc from "fast-check";
import { expect, test } from "vitest";
import { filterText } from "./filter-address.model.ts";
import { isSameView, readView, type ViewState, writeView } from "./view-address.model.ts";
import { LAYOUTS } from "./view.model.ts";

const word = fc.string({ minLength: 1, maxLength: 20, unit: "grapheme" });
const degrees = (most: number) => fc.double({ min: -most, max: most, noNaN: true, noDefaultInfinity: true }).map((at) => at + 0);
const millis = fc.integer({ min: -8.64e14, max: 8.64e14 }).map((at) => at + 0);
const optional = { requiredKeys: [] } satisfies { requiredKeys: [] };

const filter = fc.record(
  {
    type: word,
    folder: word,
    subfolders: fc.constant(false),
    tag: word,
    favorite: fc.boolean(),
    trashed: fc.constant(true),
    text: word,
    status: fc.string({ maxLength: 10 }),
    priority: fc.integer({ min: -5, max: 5 }),
    importance: fc.integer({ min: -5, max: 5 }),
    letter: fc.constantFrom("A", "Z", "#", "…"),
    time: fc
      .record(
        { column: fc.constantFrom("created_at", "modified_at", "due_at", "completed_at", "event_start"), from: millis, to: millis },
        { requiredKeys: ["column"] },
      )
      .map((time) => time as NonNullable<ViewState["filter"]["time"]>),
    box: fc.record({ west: degrees(180), south: degrees(90), east: degrees(180), north: degrees(90) }),
    located: fc.boolean(),
    under: word,
  },
  optional,
);
const options = fc.dictionary(
  fc.string({ minLength: 1, maxLength: 8 }).filter((key) => key !== "__proto__"),
  fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.array(fc.string())),
  { maxKeys: 4, noNullPrototype: true },
);
const state = fc.record({ filter, layout: fc.constantFrom(...LAYOUTS), options });

test("VI6: an address restores exactly the view that it was made of", () => {
  fc.assert(
    fc.property(state, (view) => {
      const params = new URLSearchParams(new URLSearchParams(writeView(view)).toString());
      const back = readView((key) => params.get(key))!;
      expect(back).toEqual(view);
      expect(isSameView(back, view)).toBe(true);
    }),
  );
});

test("VI6: any address is read, what is no condition is left out", () => {
  const read = (search: string) => readView((key) => new URLSearchParams(search).get(key));
  expect(read("")).toBeUndefined();
  expect(read("list=1")).toBeUndefined();
  expect(read("layout=spiral&priority=high&box=1,2&time=never&from=3&letter=abc&options={")).toEqual({
    filter: {},
    layout: "list",
    options: {},
  });
  expect(read("box=,,,")).toEqual({ filter: {}, layout: "list", options: {} });
  fc.assert(fc.property(fc.string(), (search) => void read(search)));
});

test("VI6: two filters are the same whatever the order in which they were made", () => {
  expect(filterText({ tag: "a", type: "note" })).toBe(filterText({ type: "note", tag: "a", folder: undefined, trashed: false }));
  expect(filterText({ status: "" })).not.toBe(filterText({}));
});
