import type { Client } from "../../app/data/client.ts";
import type { KeysetList } from "../../app/data/keyset-list.ts";
import { runUndoable } from "../../app/ui/index.ts";

interface KeysDeps {
  readonly client: Client;
  readonly list: KeysetList;
  readonly reveal: (index: number) => void;
  readonly selected: () => string | undefined;
  /** Rows on one screen. */
  readonly page: () => number;
  readonly open: (id: string) => void;
}

/** While an arrow key is held, notes that are only passed are not opened. */
const PASSING = 70;

/** Arrows, page keys, Home and End walk the list and open; Enter goes to the text; Delete moves to the trash, with Undo. */
export function createListKeys({ client, list, reveal, selected, page, open }: KeysDeps): (event: KeyboardEvent) => void {
  let at: number | undefined;
  let timer = 0;

  function go(index: number): void {
    at = Math.max(0, Math.min(list.total() - 1, index));
    reveal(at);
    const target = at;
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      at = undefined;
      const [row] = list.rows(target, target + 1);
      if (row) open(row.id);
    }, PASSING);
  }
  async function trash(id: string, index: number): Promise<void> {
    const [next] = list.rows(index + 1, index + 2);
    const [before] = index > 0 ? list.rows(index - 1, index) : [];
    const done = await runUndoable(client, [{ name: "node.trash", args: { id } }], "Moved to the trash.");
    const neighbour = next ?? before;
    if (done && neighbour) open(neighbour.id);
  }

  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const id = selected();
    const index = at ?? (id ? list.indexOf(id) : -1);
    const to: Record<string, number> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      PageDown: index + page(),
      PageUp: index - page(),
      Home: 0,
      End: list.total() - 1,
    };
    if (event.key in to) go(to[event.key]!);
    else if (event.key === "Enter") document.querySelector<HTMLElement>(".note-editor .cm-content")?.focus();
    else if ((event.key === "Delete" || event.key === "Backspace") && id && index >= 0) void trash(id, index);
    else return;
    event.preventDefault();
  };
}
