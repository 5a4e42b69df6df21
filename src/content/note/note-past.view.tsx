import { unifiedMergeView } from "@codemirror/merge";
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { createEffect, onCleanup } from "solid-js";
import type { PastProps } from "../../app/ui/content-view.ts";
import { type EditorHost, editorHost } from "./editor-host.view.ts";
import { noteLanguage } from "./editor-language.view.ts";
import { missingLinks } from "./editor-links.view.ts";
import { livePreview } from "./editor-preview.view.ts";
import "./note-editor.css";

/** A past text leads nowhere and takes nothing in. */
const RESTING: EditorHost = {
  complete: () => Promise.resolve([]),
  tags: () => Promise.resolve([]),
  openNote: () => undefined,
  openUrl: () => undefined,
  picture: () => Promise.resolve(null),
  attach: () => Promise.resolve(""),
  onEdit: () => undefined,
  onBlur: () => undefined,
};

const reading: Extension = [
  editorHost.of(RESTING),
  EditorState.readOnly.of(true),
  EditorView.editable.of(false),
  EditorView.lineWrapping,
  noteLanguage(),
  missingLinks,
  livePreview,
];

/** The merge view brings rules of its own, which only rules of the editor can take back. */
const look = EditorView.theme({
  "& .cm-gutters": { border: "0", background: "none" },
  "& .cm-changeGutter": { inlineSize: "3px", paddingInlineStart: "0" },
  "&.cm-merge-b .cm-changedLine, & .cm-inlineChangedLine": { backgroundColor: "var(--color-added-soft)" },
  "&.cm-merge-b .cm-changedText": { background: "var(--color-added-strong)" },
  "& .cm-insertedLine, &.cm-merge-b .cm-insertedLine .cm-changedText": { background: "none", textDecoration: "none" },
  "& .cm-deletedChunk": { backgroundColor: "var(--color-danger-soft)", paddingInlineStart: "0" },
  "& .cm-deletedChunk .cm-deletedText, & .cm-deletedText": { background: "var(--color-removed-strong)" },
  "& .cm-deletedLine del": { textDecoration: "none" },
  "& .cm-deletedText": { textDecoration: "line-through" },
  "& .cm-collapsedLines": {
    marginBlock: "var(--space-2)",
    paddingBlock: "var(--space-1)",
    borderRadius: "var(--radius-2)",
    background: "var(--color-hover)",
    color: "var(--color-text-muted)",
    fontFamily: "var(--font-sans)",
    fontSize: "var(--text-xs)",
    textAlign: "center",
  },
  "& .cm-collapsedLines:before, & .cm-collapsedLines:after": { content: "none" },
});

/** What was taken out since is shown above what took its place; long stretches that stayed are folded. */
const changesFrom = (past: string): Extension => [
  reading,
  look,
  unifiedMergeView({
    original: past,
    mergeControls: false,
    gutter: true,
    allowInlineDiffs: true,
    collapseUnchanged: { margin: 2, minSize: 6 },
  }),
];

/** A note as it was, or what has changed in it since. */
export function NotePast(props: PastProps) {
  return (
    <div
      class="note-past note-editor"
      ref={(parent) =>
        createEffect(() => {
          const compared = props.look === "changes";
          const state = EditorState.create({
            doc: compared ? props.now : props.past,
            extensions: [
              compared ? changesFrom(props.past) : reading,
              EditorView.contentAttributes.of({
                "aria-label": compared ? "What has changed since" : "Text of this version",
                tabindex: "0",
              }),
            ],
          });
          const view = new EditorView({ parent, state });
          onCleanup(() => view.destroy());
        })
      }
    />
  );
}
