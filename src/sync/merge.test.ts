import { describe, expect, test } from "vitest";
import { mergeSets, mergeTexts } from "./merge.ts";

describe("CL7: texts are merged line by line, then word by word", () => {
  const base = "# Takes\n\nTake 1 is too fast.\nTake 2 has the best chorus.\n";
  test("changes of different lines come together", () => {
    expect(mergeTexts(base, base.replace("too fast", "right"), base.replace("best", "only"))).toBe(
      "# Takes\n\nTake 1 is right.\nTake 2 has the only chorus.\n",
    );
  });
  test("changes of different words of one line come together", () => {
    expect(mergeTexts("one two three four\n", "ONE two three four\n", "one two three FOUR\n")).toBe("ONE two three FOUR\n");
  });
  test("changes of the same words are a question", () => {
    expect(mergeTexts("one two\n", "one TWO\n", "one 2\n")).toBeUndefined();
  });
  test("the same change on both sides is one", () => {
    expect(mergeTexts("one two\n", "one 2\n", "one 2\n")).toBe("one 2\n");
  });
  test("texts beyond 64 KB are a question", () => {
    const long = "a ".repeat(40_000);
    expect(mergeTexts(long, `${long}b`, `c${long}`)).toBeUndefined();
  });
});

describe("CL7: lists are merged as sets", () => {
  test("what either side added is in, what either side took out is out", () => {
    expect(mergeSets('["a","b"]', '["a","b","c"]', '["b","d"]')).toBe('["b","c","d"]');
  });
  test("what is no list is a question", () => {
    expect([mergeSets("{}", "[]", "[]"), mergeSets("no JSON", "[]", "[]")]).toEqual([undefined, undefined]);
  });
});
