import { expect, test } from "vitest";
import { choiceWords, columnWords, membersOf, valueWords, whatWords } from "./conflict-words.ts";

test("SU6: columns are called what the pages call them", () => {
  expect(columnWords("content")).toBe("Text");
  expect(columnWords("due_at")).toBe("Due");
  expect(columnWords("estimated_hours")).toBe("Estimated hours");
});

test("SU6: values are read as a person reads them", () => {
  expect(valueWords(null, "name")).toBe("Nothing");
  expect(valueWords(1, "is_favorite")).toBe("Yes");
  expect(valueWords(Date.UTC(2026, 5, 1, 12), "due_at")).toContain("2026");
  expect(membersOf('["a","b"]')).toEqual(["a", "b"]);
  expect(membersOf(null)).toEqual([]);
});

test("SU5: a deletion against an edit has words of its own", () => {
  expect(choiceWords({ kind: "deleted_there", by: "grace" })).toMatchObject({ mine: "Keep it", theirs: "Delete it here too" });
  expect(choiceWords({ kind: "deleted_here", by: null }).story).toBe("You deleted this while another device changed it.");
  expect(whatWords({ kind: "deleted_there", column: "_deleted", table: "nodes", node_type: "note" })).toBe("Deleted there, changed here");
});
