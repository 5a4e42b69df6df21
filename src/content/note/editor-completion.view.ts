import { autocompletion, type Completion, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import { editorHost, type LinkCandidate } from "./editor-host.view.ts";

const AFTER_BRACKETS = /\[\[[^[\]\n|#]*$/;
const AFTER_HASH = /(?:^|[\s(])#[\p{L}\p{N}_/-]*$/u;

async function wikiLinks(context: CompletionContext): Promise<CompletionResult | null> {
  const typed = context.matchBefore(AFTER_BRACKETS);
  if (!typed) return null;
  const text = typed.text.slice(2);
  const found = await context.state.facet(editorHost).complete(text);
  if (context.aborted) return null;
  const exact = found.some(({ name, alias }) => [name, alias].some((label) => label?.toLowerCase() === text.trim().toLowerCase()));
  const options = found.map((candidate) => option(candidate, isAmbiguous(candidate, found)));
  if (text.trim() && !exact) options.push({ label: text.trim(), detail: "New note", apply: insertLink(text.trim()) });
  return { from: typed.from + 2, options, filter: false };
}

const isAmbiguous = (one: LinkCandidate, all: readonly LinkCandidate[]): boolean =>
  all.some((other) => other !== one && other.name === one.name && other.folder !== one.folder);

/** A note found by its alias keeps the alias as the words that are shown. */
function option({ name, alias, folder }: LinkCandidate, ambiguous: boolean): Completion {
  const target = ambiguous && folder ? `${folder}/${name}` : name;
  return {
    label: alias ?? name,
    detail: [alias ? name : "", folder].filter(Boolean).join(" · "),
    apply: insertLink(alias ? `${target}|${alias}` : target),
  };
}

const insertLink = (inner: string) => (view: EditorView, _: Completion, from: number, to: number) => {
  const closed = view.state.sliceDoc(to, to + 2) === "]]";
  view.dispatch({
    changes: { from, to: closed ? to + 2 : to, insert: `${inner}]]` },
    selection: { anchor: from + inner.length + 2 },
    userEvent: "input.complete",
  });
};

async function hashtags(context: CompletionContext): Promise<CompletionResult | null> {
  const typed = context.matchBefore(AFTER_HASH);
  if (!typed) return null;
  const tags = await context.state.facet(editorHost).tags();
  if (context.aborted) return null;
  const from = typed.from + typed.text.indexOf("#") + 1;
  return { from, options: tags.map((tag) => ({ label: tag, type: "keyword" })), validFor: /^[\p{L}\p{N}_/-]*$/u };
}

/** `[[` offers notes, `#` offers tags. */
export const noteCompletion = (): Extension =>
  autocompletion({ override: [wikiLinks, hashtags], icons: false, interactionDelay: 0, closeOnBlur: true });
