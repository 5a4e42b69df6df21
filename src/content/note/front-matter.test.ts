import { expect, test } from "vitest";
import { setFrontMatterLists } from "./front-matter.data.ts";

const cases: [name: string, raw: string, lists: { tags?: string[]; aliases?: string[] }, wanted: string][] = [
  [
    "a list in brackets, comments beside it",
    "---\nt: x # c\ntags: [a, b] # keep\n# z\nfoo:   bar\n---\n",
    { tags: ["a", "c"] },
    "---\nt: x # c\ntags: [a, c] # keep\n# z\nfoo:   bar\n---\n",
  ],
  [
    "a block list keeps the comments of what stays",
    "---\ntags:\n  - a # why a\n  - b\n# z\nfoo:   bar\n---\n",
    { tags: ["a", "c"] },
    "---\ntags:\n  - a # why a\n  - c\n# z\nfoo:   bar\n---\n",
  ],
  ["one value becomes a list", "---\ntags: a, b\nfoo:   bar\n---\n", { tags: ["b"] }, "---\ntags: [b]\nfoo:   bar\n---\n"],
  ["an empty entry", "---\ntags:\nfoo:   bar\n---\n", { tags: ["b"] }, "---\ntags:\n  - b\nfoo:   bar\n---\n"],
  ["no entry: added at the end", "---\nfoo:   bar\n---\n", { aliases: ["Q: x"] }, '---\nfoo:   bar\naliases:\n  - "Q: x"\n---\n'],
  ["nothing left: removed", "---\nfoo: 1\ntags: a\nbar: 2\n---\n", { tags: [] }, "---\nfoo: 1\nbar: 2\n---\n"],
  ["the spelling of the key stays", "---\nTag:\n- a\n---\n", { tags: ["b"] }, "---\nTag:\n  - b\n---\n"],
  ["lines of Windows", "---\r\nfoo: 1\r\ntags:\r\n  - a\r\n---\r\n", { tags: ["x"] }, "---\r\nfoo: 1\r\ntags:\r\n  - x\r\n---\r\n"],
  ["a byte order mark", "\ufeff---\ntags: [a]\n---\n", { tags: ["x"] }, "\ufeff---\ntags: [x]\n---\n"],
  ["empty front matter", "---\n---\n", { tags: ["x"] }, "---\ntags:\n  - x\n---\n"],
  ["none, and nothing to keep", "", { tags: [] }, ""],
  ["none", "", { tags: ["x"], aliases: [] }, "---\ntags:\n  - x\n---\n"],
  ["not YAML: left alone", "---\nfoo: [\n---\n", { tags: ["x"] }, "---\nfoo: [\n---\n"],
  ["not a mapping: left alone", "---\n- a\n---\n", { tags: ["x"] }, "---\n- a\n---\n"],
  ["not delimited: left alone", "tags: a\n", { tags: ["x"] }, "tags: a\n"],
  [
    "the same, written otherwise: not a byte changes",
    '---\naliases:   [a]\ntags: ["#a",   b]\n---\n',
    { tags: ["a", "b"], aliases: ["a"] },
    '---\naliases:   [a]\ntags: ["#a",   b]\n---\n',
  ],
];

test.each(cases)("NO10: %s", (_, raw, lists, wanted) => expect(setFrontMatterLists(raw, lists)).toBe(wanted));
