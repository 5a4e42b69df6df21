import { expect, test } from "vitest";
import { MARK_END, MARK_START } from "../../content/search/search.model.ts";
import { findMention, linkStretch } from "./link-mention.ts";

const marked = (line: string) => line.replace("<", MARK_START).replace(">", MARK_END);

test("GV9: only the occurrence that is shown becomes a link", () => {
  const text = "The chorus is late.\nWe sang the chorus twice.\nchorus";
  const stretch = findMention(text, marked("We sang the <chorus> twice."))!;
  expect(linkStretch(text, stretch)).toBe("The chorus is late.\nWe sang the [[chorus]] twice.\nchorus");
});

test("GV9: of two occurrences in one line, the marked one", () => {
  const text = "chorus after chorus";
  expect(linkStretch(text, findMention(text, marked("chorus after <chorus>"))!)).toBe("chorus after [[chorus]]");
});

test("GV9: where the words alone would mean another node, the target is written too", () => {
  expect(linkStretch("the Chorus", { from: 4, to: 10 }, "Album/Chorus")).toBe("the [[Album/Chorus|Chorus]]");
});

test("GV9: a text that has changed since is left alone", () => {
  expect(findMention("We sang it twice.", marked("We sang the <chorus> twice."))).toBeUndefined();
  expect(findMention("anything", "no marks")).toBeUndefined();
});

test("GV9: a line that was cut short is found by what is left of it", () => {
  const text = "A long beginning, then the chorus, then a long end.";
  const stretch = findMention(text, marked("…then the <chorus>, then…"))!;
  expect(text.slice(stretch.from, stretch.to)).toBe("chorus");
});
