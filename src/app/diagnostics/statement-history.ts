import { createSignal } from "solid-js";
import { workspaceStorage } from "../data/own-workspace.ts";

const KEY = "atelier:statements";
const MOST = 30;

/** Statements that were run in the console, the newest first; on this device only. */
export function createHistory() {
  const remembered = workspaceStorage();
  const [list, setList] = createSignal<readonly string[]>(JSON.parse(remembered.getItem(KEY) ?? "[]") as string[]);
  return {
    list,
    add(statement: string) {
      const next = [statement, ...list().filter((other) => other !== statement)].slice(0, MOST);
      setList(next);
      remembered.setItem(KEY, JSON.stringify(next));
    },
  };
}
