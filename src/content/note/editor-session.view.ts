import { historyField } from "@codemirror/commands";
import { EditorState, type Extension } from "@codemirror/state";
import { fnv1a } from "../../base/ids.ts";

const PREFIX = "atelier:undo:";
/** Characters of one note's serialised history: beyond it undo starts anew after a reload. */
const MAX_SIZE = 300_000;
const MAX_NOTES = 12;

interface Session {
  readonly fingerprint: string;
  readonly at: number;
  readonly state: Record<string, unknown>;
}

const fingerprint = (text: string): string => `${text.length}:${fnv1a(text)}`;

/** Keeps cursor and undo history of a note for this tab, so that undo survives a reload (ED5). */
export function keepSession(storage: Storage, id: string, state: EditorState, at: number): void {
  const { doc, ...rest } = state.toJSON({ history: historyField }) as { doc: string } & Record<string, unknown>;
  const text = JSON.stringify({ fingerprint: fingerprint(doc), at, state: rest } satisfies Session);
  if (text.length > MAX_SIZE) return storage.removeItem(PREFIX + id);
  dropOldest(storage, id);
  try {
    storage.setItem(PREFIX + id, text);
  } catch (error) {
    // Full storage costs the undo history of a reload, never text.
    console.info("The undo history of this note is not kept for a reload:", error);
  }
}

/** The state that was kept, if the text is still the same; otherwise a fresh one. */
export function restoredState(storage: Storage, id: string, doc: string, extensions: Extension): EditorState {
  const kept = readSession(storage, id);
  if (kept?.fingerprint !== fingerprint(doc)) return EditorState.create({ doc, extensions });
  return EditorState.fromJSON({ ...kept.state, doc }, { extensions }, { history: historyField });
}

function readSession(storage: Storage, id: string): Session | null {
  const text = storage.getItem(PREFIX + id);
  return text === null ? null : (JSON.parse(text) as Session);
}

function dropOldest(storage: Storage, id: string): void {
  const keys = Object.keys(storage).filter((key) => key.startsWith(PREFIX) && key !== PREFIX + id);
  const byAge = keys.map((key) => ({ key, at: readSession(storage, key.slice(PREFIX.length))?.at ?? 0 })).toSorted((a, b) => b.at - a.at);
  for (const { key } of byAge.slice(MAX_NOTES - 1)) storage.removeItem(key);
}
