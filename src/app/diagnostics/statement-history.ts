import { createSignal } from "solid-js";

const KEY = "atelier:statements";
const MOST = 30;

/** Statements that were run in the console, the newest first; on this device only. */
export function createHistory() {
  const [list, setList] = createSignal<readonly string[]>(JSON.parse(localStorage.getItem(KEY) ?? "[]") as string[]);
  return {
    list,
    add(statement: string) {
      const next = [statement, ...list().filter((other) => other !== statement)].slice(0, MOST);
      setList(next);
      localStorage.setItem(KEY, JSON.stringify(next));
    },
  };
}
