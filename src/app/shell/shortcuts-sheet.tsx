import { For } from "solid-js";
import { Dialog, Kbd } from "../ui/index.ts";
import type { AppCommand } from "./commands.ts";
import { layout } from "./layout-state.ts";
import "./shortcuts-sheet.css";

const GROUPS = ["Create", "Go to", "View", "Workspace"] as const;

const EDITOR: readonly { title: string; keys: string }[] = [
  { title: "Bold", keys: "Mod B" },
  { title: "Italic", keys: "Mod I" },
  { title: "Find in the note", keys: "Mod F" },
  { title: "Undo typing", keys: "Mod Z" },
  { title: "Link to a note", keys: "[ [" },
];

/** Every key there is, from the commands themselves, so that the sheet cannot be out of date. */
export function ShortcutsSheet(props: { commands: readonly AppCommand[] }) {
  return (
    <Dialog open title="Keyboard shortcuts" onClose={() => layout.setShortcuts(false)}>
      <div class="shortcuts">
        <For each={GROUPS}>
          {(group) => (
            <Shortcuts
              title={group}
              rows={props.commands
                .filter((command) => command.group === group && command.keys)
                .map(({ title, keys }) => ({ title, keys: keys! }))}
            />
          )}
        </For>
        <Shortcuts title="While writing" rows={EDITOR.map(({ title, keys }) => ({ title, keys: [keys] }))} />
      </div>
    </Dialog>
  );
}

function Shortcuts(props: { title: string; rows: readonly { title: string; keys: readonly string[] }[] }) {
  return (
    <section>
      <h3>{props.title}</h3>
      <dl>
        <For each={props.rows}>
          {(row) => (
            <div>
              <dt>{row.title}</dt>
              <dd>
                <For each={row.keys}>{(keys) => <Kbd keys={keys} />}</For>
              </dd>
            </div>
          )}
        </For>
      </dl>
    </section>
  );
}
