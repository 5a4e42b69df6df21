import type { AppCommand } from "./commands.ts";

const SEQUENCE_MS = 1200;
/** Keys that mean something of their own while a text is being edited. */
const EDITING_OWNS = new Set(["Mod Z"]);

const pressed = (event: KeyboardEvent): string => {
  const digit = /^Digit(\d)$/.exec(event.code)?.[1];
  const name = event.altKey && digit ? digit : event.key.length === 1 ? event.key.toUpperCase() : event.key;
  return [(event.ctrlKey || event.metaKey) && "Mod", event.altKey && "Alt", name].filter(Boolean).join(" ");
};

const isEditing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches("input:not([type=radio],[type=checkbox]), textarea, select"));

/**
 * Runs the command of a key (UI5). Plain letters and `G then …` work while no text is being edited; nothing works behind an
 * open dialog but what opened it. Listens before the page, so that the editor cannot take `Mod K` for something else.
 */
export function listenForKeys(commands: readonly AppCommand[], isDialogOpen: () => boolean): () => void {
  const byKeys = new Map(commands.flatMap((command) => (command.keys ?? []).map((keys) => [keys, command] as const)));
  let waitingSince = -SEQUENCE_MS;

  function onKeyDown(event: KeyboardEvent) {
    if (event.isComposing || event.repeat) return;
    const keys = pressed(event);
    const editing = isEditing(event.target);
    if (isDialogOpen() && keys !== "Mod K") return;
    if (editing && (!/^(Mod|Alt) /.test(keys) || EDITING_OWNS.has(keys))) return;
    const inSequence = event.timeStamp - waitingSince < SEQUENCE_MS;
    waitingSince = keys === "G" && !inSequence ? event.timeStamp : -SEQUENCE_MS;
    const command = (inSequence && byKeys.get(`G then ${keys}`)) || byKeys.get(keys);
    if (!command || command.when?.() === false) return;
    event.preventDefault();
    event.stopPropagation();
    command.run();
  }
  window.addEventListener("keydown", onKeyDown, true);
  return () => window.removeEventListener("keydown", onKeyDown, true);
}
