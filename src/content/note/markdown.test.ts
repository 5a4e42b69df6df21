import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { frontMatterContext, frontMatterLinks, rewriteFrontMatterLinks } from "./front-matter-links.model.ts";
import { lineAround, parseText, rewriteLinks, rewriteTags } from "./markdown.model.ts";
import { countWords, summarize } from "./plain-text.model.ts";

const targets = (text: string): string[] => parseText(text).links.map((link) => link.target);
const tags = (text: string): string[] => parseText(text).tags;

describe("NO3: wikilinks", () => {
  test("target, heading, alias, folder, embed", () => {
    expect(
      parseText("a [[B]] [[B|x y]] [[B#H]] [[f/B#H|z]] ![[B]] [[#own]]").links.map(({ target, heading, alias, embed }) => [
        target,
        heading,
        alias,
        embed,
      ]),
    ).toEqual([
      ["B", null, null, false],
      ["B", null, "x y", false],
      ["B", "H", null, false],
      ["f/B", "H", "z", false],
      ["B", null, null, true],
      ["", "own", null, false],
    ]);
  });
  test("a pipe in a table is escaped", () => expect(parseText("| [[B\\|x]] |").links).toMatchObject([{ target: "B", alias: "x" }]));
  test("offsets name the link and its target", () => {
    const text = "see ![[ a/B |x]]";
    const [link] = parseText(text).links;
    expect([text.slice(link!.from, link!.to), text.slice(link!.targetFrom, link!.targetTo)]).toEqual(["![[ a/B |x]]", "a/B"]);
  });
  test.each([
    ["code spans", "`[[A]]` ``[[`B]]`` [[C]]", ["C"]],
    ["a span over two lines of a paragraph", "`a\n[[A]]` [[B]]", ["B"]],
    ["a stray backtick hides nothing", "a ` b\n\n[[A]] ` [[B]]", ["A", "B"]],
    ["nor does one in another list item", "- a ` b\n- [[A]]\n- c ` [[B]]", ["A", "B"]],
    ["fences", "```js\n[[A]]\n```\n[[B]]", ["B"]],
    ["tilde fences in a quote", "> ~~~\n> [[A]]\n> ~~~\n[[B]]", ["B"]],
    ["a longer fence", "````\n```\n[[A]]\n````\n[[B]]", ["B"]],
    ["a fence that is not closed", "[[A]]\n```\n[[B]]", ["A"]],
    ["an escaped bracket", "\\[[A]] [[B]]", ["B"]],
    ["an escaped backtick", "\\`[[A]]`", ["A"]],
    ["no line break inside", "[[A\nB]] [[C]]", ["C"]],
    ["the inner of two openings", "[[A [[B]]", ["B"]],
    ["nothing in it", "[[]] [[ ]] [[|x]]", []],
    ["windows lines", "```\r\n[[A]]\r\n```\r\n[[B]]\r\n", ["B"]],
  ])("%s", (_, text, wanted) => expect(targets(text)).toEqual(wanted));
});

describe("NO3: Markdown links to notes", () => {
  test.each([
    ["relative, encoded, with a heading", "[x](Other%20note.md) ![e](../f/N.md#A%20b)", ["./Other note.md", "../f/N.md"]],
    [
      "angle brackets, titles, balanced and escaped parentheses",
      "[a](<b c.md> \"t\") [d](e(1).md) [f](g\\(1.md 't')",
      ["./b c.md", "./e(1).md", "./g(1.md"],
    ],
    ["from the root", "[x](/f/N.md)", ["/f/N.md"]],
    [
      "never the web, files, headings or code",
      "[x](https://a/b.md) [x](//a/b.md) [x](mailto:a@b.md) [x](a.pdf) [x](#b.md) `[x](c.md)` [x](d)",
      [],
    ],
    ["not what is no link", "\\[x\\](a.md) (a.md) [x] (a.md) [x](a b.md) [x](a.md [x](\na.md)", []],
    ["a stray percent sign", "[x](100%.md)", ["./100%.md"]],
  ])("%s", (_, text, wanted) => expect(targets(text)).toEqual(wanted));

  test("a new path is written in the manner of the old one", () => {
    const to = (text: string) => rewriteLinks(text, () => "../a/N (1).md");
    expect(to("[x](B.md#h) [x](<B.md>) [x](./B.md 't')")).toBe(
      "[x](../a/N%20%281%29.md#h) [x](<../a/N (1).md>) [x](../a/N%20%281%29.md 't')",
    );
    expect(rewriteLinks("[x](B.md) [x](./B.md)", () => "./C.md")).toBe("[x](C.md) [x](./C.md)");
  });
});

describe("NO3: links in front matter", () => {
  test.each([
    ["a quoted value and a list", '---\na: "[[A]]"\nb:\n  - "[[B|x]]"\n  - \'[[C#h]]\'\n---\n', ["A", "B", "C"]],
    ["in brackets, beside text, without quotes", '---\na: ["[[A]]", "see [[B]]"]\nb: [[C]]\n---\n', ["A", "B", "C"]],
    ["escaped quotes", "---\na: '[[It''s]]'\nb: \"[[\\\"B\\\"]]\"\n---\n", ["It's", '"B"']],
    ["not comments", "---\n# [[A]]\n---\n", []],
    ["lines of Windows, wrong YAML", '---\r\na: "[[A]]"\r\nb: [\r\n---\r\n', ["A"]],
  ])("%s", (_, raw, wanted) => expect(frontMatterLinks(raw).map(({ target }) => target)).toEqual(wanted));

  test("rewriting keeps every other byte, and what would not be YAML any more stays", () => {
    const raw = `---\na: "[[A|x]]" # [[A]]\nb:   '[[A]]'\nc: [[A]]\n---\n`;
    expect(rewriteFrontMatterLinks(raw, () => `It's "1": b`)).toBe(
      `---\na: "[[It's \\"1\\": b|x]]" # [[A]]\nb:   '[[It''s "1": b]]'\nc: [[A]]\n---\n`,
    );
    expect(rewriteFrontMatterLinks(raw, () => "B")).toBe(raw.replaceAll("[[A", "[[B"));
    expect(rewriteFrontMatterLinks(raw, ({ target }) => target)).toBe(raw);
  });

  test("their context is the property", () => {
    const raw = '---\ntitle: x\nlist:\n  - a\n  - "[[B]]"\none: "[[C]]"\n---\n';
    expect(frontMatterLinks(raw).map((link) => frontMatterContext(raw, link))).toEqual(["list: [[B]]", "one: [[C]]"]);
  });
});

describe("inline tags", () => {
  test.each([
    ["words, nesting, scripts, emoji", "#a #b/c #über #海 #a-b #🎉 x", ["a", "b/c", "über", "海", "a-b", "🎉"]],
    ["not headings, numbers, anchors or code", "# H\n## I\n#12 x#y http://a/#b `#c`\n```\n#d\n```", []],
    ["each spelling once", "#a #a #A", ["a", "A"]],
    ["punctuation ends it", "#a, #b. (#c) #d/", ["a", "b", "d"]],
  ])("%s", (_, text, wanted) => expect(tags(text)).toEqual(wanted));
});

test("rewriting touches the targets only", () => {
  expect(
    rewriteLinks("[[A]] ![[ A |x]] [[f/A#h]] `[[A]]` [[B]]", ({ target }) => (target.endsWith("A") ? target.replace(/A$/, "New") : null)),
  ).toBe("[[New]] ![[ New |x]] [[f/New#h]] `[[A]]` [[B]]");
  expect(rewriteTags("#a `#a` #ab #A", (tag) => (tag.toLowerCase() === "a" ? "two words" : tag))).toBe("#two-words `#a` #ab #two-words");
});

test("the line around a link is cut to length at both ends", () => {
  expect(lineAround("one\n two [[A]] three \nfour", 10, 15)).toBe("two [[A]] three");
  const long = `${"x".repeat(300)}[[A]]${"y".repeat(300)}`;
  const line = lineAround(long, 300, 305, 100);
  expect(line).toMatch(/^…x+\[\[A\]\]y+…$/);
  expect(line).toHaveLength(102);
});

test("any text is parsed, offsets fit, and rewriting to the same changes nothing", () => {
  const piece = fc.constantFrom(
    "[[",
    "]]",
    "|",
    "#",
    "`",
    "``",
    "```",
    "~~~",
    "\n",
    "\n\n",
    "\\",
    "](",
    ".md)",
    "%20",
    '"',
    "!",
    " ",
    "a",
    "海",
    "- ",
    "> ",
    "\r\n",
    "tag",
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join("")),
      (text) => {
        for (const link of parseText(text).links) {
          if (link.syntax === "wiki") expect(text.slice(link.targetFrom, link.targetTo)).toBe(link.target);
          expect(text.slice(link.from, link.to)).toMatch(link.syntax === "wiki" ? /^!?\[\[[^\n]*\]\]$/ : /^\]\([^\n]*\.md[^\n]*\)$/);
        }
        expect(rewriteLinks(text, ({ target }) => target)).toBe(text);
        expect(rewriteTags(text, (tag) => tag)).toBe(text);
        expect(rewriteFrontMatterLinks(text, ({ target }) => target)).toBe(text);
        expect(summarize(text).length).toBeLessThanOrEqual(201);
      },
    ),
    { numRuns: 2000, seed: 3 },
  );
});

test("NO4: time grows with the length of the text, whatever it is", () => {
  const evil = ["[[", "[[a", "`", "` `` ", "```\n", " #a", "[[a]]`#", "\\`", "]]"];
  const time = (text: string) => {
    const start = performance.now();
    parseText(text);
    // An import reads no longer front matter than this.
    frontMatterLinks(text.slice(0, 256 * 1024));
    summarize(text);
    countWords(text);
    return performance.now() - start;
  };
  for (const unit of evil) expect(time(unit.repeat(1_000_000 / unit.length)), unit).toBeLessThan(2000);
  let ticks = "";
  for (let run = 1; ticks.length < 500_000; run++) ticks += `${"`".repeat(run)} `;
  expect(time(ticks + "` a ".repeat(100_000))).toBeLessThan(2000);
});

test.each([
  ["", 0],
  ["one two", 2],
  ["don’t well-known it's", 3],
  ["海の灯", 3],
  ["a 海 b", 3],
  ["# *x* - 3.5", 3],
  ["𠮷野", 2],
  ["🎉 🎉", 0],
  ["Привет мир", 2],
])("words of %j: %i", (text, words) => expect(countWords(text)).toBe(words));

test.each([
  ["# Title\n\nThe **bold** [link](http://x) and [[A|alias]], [[B]].", "The bold link and alias, B."],
  ["- [ ] do\n- [x] done\n> said\n1. one", "do done said one"],
  ["| a | b |\n| --- | ---: |\n| c | d |", "a b c d"],
  ["```js\nlet a_b = 1\n```\n![[x.png]] after", "let a_b = 1 after"],
  ["# Only a title", "Only a title"],
  [`${"word ".repeat(100)}`, `${"word ".repeat(40).trim()}…`],
  ["海".repeat(300), `${"海".repeat(200)}…`],
])("a summary is plain text on one line: %j", (text, wanted) => expect(summarize(text)).toBe(wanted));
