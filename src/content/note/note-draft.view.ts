import type { Outcome } from "../../base/result.ts";
import type { SaveState } from "../../app/ui/save-state.ts";
import type { CommandArgs } from "../../rpc/api.ts";

type Update = CommandArgs<"note.update">;

/** What is known to be in the database. */
interface Known {
  readonly content: string;
  readonly version: number;
}

interface DraftDeps {
  readonly id: string;
  readonly initial: Known;
  /** Sends at once, answers after the commit. */
  send(args: Update): Promise<Outcome<{ version: number }>>;
  /** The note as it is now in the database; null if it is gone. */
  fetch(): Promise<Known | null>;
  /** The text in the editor, with plain line feeds. */
  text(): string;
  /** Brings in what was written elsewhere since `base`. */
  merge(base: string, theirs: string): void;
  report(state: SaveState): void;
  /** How long the keys have to rest before a save, milliseconds. */
  readonly quiet: () => number;
  readonly now: () => number;
  readonly setTimer: (run: () => void, delay: number) => number;
  readonly clearTimer: (timer: number) => void;
}

export interface NoteDraft {
  /** Something was typed: saves soon after the last keystroke, at the latest 2 s after the first (ED1). */
  edited(name?: string): void;
  /** Saves now what is not sent yet; the command is sent before this returns. */
  flush(): void;
  /** The database has another version of the note. */
  arrived(known: Known): void;
  readonly unsaved: () => boolean;
  dispose(): void;
}

/** Preference, with what it is if it was not set. */
export const QUIET_SETTING = "autosave.quiet_ms";
export const QUIET = 300;
export const LATEST = 2000;

/** CodeMirror keeps line feeds only; the line ends of the file are put back when it is saved. */
export const plainLines = (text: string): string => text.replace(/\r\n?/g, "\n");

export function createNoteDraft(deps: DraftDeps): NoteDraft {
  const { id, report, now, setTimer, clearTimer } = deps;
  const windowsLines = deps.initial.content.includes("\r\n");
  let base: Known = { ...deps.initial, content: plainLines(deps.initial.content) };
  let name: string | undefined;
  let textDirty = false;
  let sending = 0;
  let held: Known | null = null;
  let first = 0;
  let timer: number | undefined;

  const dirty = () => textDirty || name !== undefined;

  function edited(newName?: string): void {
    if (newName === undefined) textDirty = true;
    else name = newName;
    if (timer === undefined) first = now();
    else clearTimer(timer);
    const latest = Math.max(LATEST, 2 * deps.quiet());
    timer = setTimer(save, Math.max(0, Math.min(deps.quiet(), first + latest - now())));
    report({ kind: "saving" });
  }

  /** One save at a time: the next one needs the version that this one makes. */
  function save(): void {
    stopTimer();
    if (sending === 0 && dirty()) void send(true);
  }

  /** Without `checked` the text wins over what was written elsewhere since: for a page that may never run again. */
  async function send(checked: boolean): Promise<void> {
    const content = textDirty ? deps.text() : undefined;
    const sentName = name;
    textDirty = false;
    name = undefined;
    sending++;
    report({ kind: "saving" });
    const args: Update = {
      id,
      ...(content !== undefined && { content: windowsLines ? content.replaceAll("\n", "\r\n") : content }),
      ...(sentName !== undefined && { name: sentName }),
      ...(checked && content !== undefined && { base_version: base.version }),
    };
    const outcome = await deps.send(args).catch(unexpected);
    sending--;
    if (outcome.ok) base = { content: content ?? base.content, version: Math.max(base.version, outcome.value.version) };
    else {
      textDirty ||= content !== undefined;
      name ??= sentName;
    }
    await settle(outcome);
  }

  async function settle(outcome: Outcome<{ version: number }>): Promise<void> {
    if (sending > 0) return;
    const newest = !outcome.ok && outcome.error.type === "VersionConflict" ? await deps.fetch() : held;
    held = null;
    if (newest) arrived(newest);
    if (!outcome.ok && outcome.error.type !== "VersionConflict") {
      report({ kind: "failed", message: outcome.error.message, retry: save });
    } else if (!dirty()) report({ kind: "saved" });
    else if (timer === undefined) save();
  }

  function arrived(known: Known): void {
    if (sending > 0) {
      held = known;
      return;
    }
    if (known.version <= base.version) return;
    const theirs = plainLines(known.content);
    const before = base.content;
    base = { content: theirs, version: known.version };
    if (theirs !== before) deps.merge(before, theirs);
  }

  function stopTimer(): void {
    if (timer !== undefined) clearTimer(timer);
    timer = undefined;
  }

  return {
    edited,
    flush() {
      stopTimer();
      if (dirty()) void send(false);
    },
    arrived,
    unsaved: () => dirty() || sending > 0,
    dispose: stopTimer,
  };
}

/** A rejected promise is a bug or a worker that is gone: said in words, the text stays in the editor. */
const unexpected = (error: unknown): Outcome<never> => ({
  ok: false,
  error: {
    type: "SaveFailed",
    message: `This note could not be saved. Your text is still here; try again. (${error instanceof Error ? error.message : String(error)})`,
  },
});
