import { markdown, markdownLanguage } from "@codemirror/lang-markdown";
import { syntaxHighlighting } from "@codemirror/language";
import { languages } from "@codemirror/language-data";
import type { Extension } from "@codemirror/state";
import { tagHighlighter, tags as t } from "@lezer/highlight";
import type { InlineContext, MarkdownConfig } from "@lezer/markdown";

const OPEN_BRACKET = 91;
const EXCLAMATION = 33;
const HASH = 35;
/** `[[target]]`, `[[target#heading|alias]]`, `![[file.png]]`; on one line, at most 1,000 characters. */
const WIKI_LINK = /^(!?)\[\[([^[\]\n|]*[^[\]\n|\\])(\\?\|[^\]\n]*)?\]\]/;
/** A tag has at least one character that is not a digit, so that `#1` stays text. */
const HASHTAG =
  /^#(?![\d/_-]*(?![\p{L}\p{M}\p{N}\p{Extended_Pictographic}_\-/]))[\p{L}\p{M}\p{N}\p{Extended_Pictographic}_\-/\u200d\ufe0f]{1,100}/u;
const SPACE = /\s/;

function parseWikiLink(cx: InlineContext, next: number, pos: number): number {
  if (next !== OPEN_BRACKET && next !== EXCLAMATION) return -1;
  const match = WIKI_LINK.exec(cx.slice(pos, Math.min(cx.end, pos + 1000)));
  if (!match) return -1;
  const [whole, bang, target, alias] = match as unknown as [string, string, string, string | undefined];
  const end = pos + whole.length;
  const inner = pos + bang.length + 2;
  const afterTarget = inner + target.length;
  const bar = alias?.indexOf("|") ?? 0;
  const parts = [
    cx.elt("WikiMark", pos, inner),
    cx.elt("WikiTarget", inner, afterTarget),
    ...(alias === undefined
      ? []
      : [cx.elt("WikiMark", afterTarget, afterTarget + bar + 1), cx.elt("WikiAlias", afterTarget + bar + 1, end - 2)]),
    cx.elt("WikiMark", end - 2, end),
  ];
  return cx.addElement(cx.elt(bang ? "WikiEmbed" : "WikiLink", pos, end, parts));
}

function parseHashtag(cx: InlineContext, next: number, pos: number): number {
  if (next !== HASH || (pos > cx.offset && !SPACE.test(cx.slice(pos - 1, pos)))) return -1;
  const match = HASHTAG.exec(cx.slice(pos, Math.min(cx.end, pos + 200)));
  return match ? cx.addElement(cx.elt("Hashtag", pos, pos + match[0].length)) : -1;
}

/** What the notes of Obsidian and Atelier write beyond GitHub's Markdown. */
export const wikiSyntax: MarkdownConfig = {
  defineNodes: ["WikiLink", "WikiEmbed", "WikiMark", "WikiTarget", "WikiAlias", "Hashtag"].map((name) => ({ name })),
  parseInline: [
    { name: "WikiLink", before: "Link", parse: parseWikiLink },
    { name: "Hashtag", parse: parseHashtag },
  ],
};

/** Class names instead of generated styles: the colours are tokens, in `note-editor.css`. */
const highlighter = tagHighlighter([
  { tag: t.strong, class: "md-strong" },
  { tag: t.emphasis, class: "md-em" },
  { tag: t.strikethrough, class: "md-strike" },
  { tag: t.monospace, class: "md-code" },
  { tag: [t.processingInstruction, t.contentSeparator, t.labelName], class: "md-mark" },
  { tag: [t.keyword, t.operatorKeyword, t.modifier, t.tagName], class: "code-keyword" },
  { tag: [t.string, t.special(t.string), t.regexp, t.attributeValue], class: "code-string" },
  { tag: [t.number, t.bool, t.null, t.atom], class: "code-value" },
  { tag: [t.comment, t.lineComment, t.blockComment, t.docComment], class: "code-comment" },
  { tag: [t.function(t.variableName), t.function(t.propertyName), t.typeName, t.className, t.attributeName], class: "code-name" },
]);

/** Markdown with wikilinks and tags; the languages of code blocks are loaded when a block names one. */
export const noteLanguage = (): Extension => [
  markdown({ base: markdownLanguage, codeLanguages: languages, extensions: [wikiSyntax], completeHTMLTags: false }),
  syntaxHighlighting(highlighter),
];
