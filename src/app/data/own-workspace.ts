import { FIRST_WORKSPACE } from "../../base/workspace-name.ts";
import type { KeyValueStorage } from "./unsaved.ts";
import { currentWorkspace } from "./workspaces.ts";

let chosen: string | undefined;

/** Of this page, for as long as it lives: another workspace needs another page (SU14). */
export const ownWorkspace = (): string => (chosen ??= currentWorkspace(localStorage));

/** What this browser remembers of this workspace: not what it remembers of another one. */
export const workspaceStorage = (): KeyValueStorage => storageOf(localStorage, ownWorkspace());

/** The first one's keys are as they are; those of another begin with its name. */
export function storageOf(storage: KeyValueStorage, workspace: string): KeyValueStorage {
  if (workspace === FIRST_WORKSPACE) return storage;
  const prefix = `${workspace}/`;
  return {
    getItem: (key) => storage.getItem(prefix + key),
    setItem: (key, value) => storage.setItem(prefix + key, value),
    removeItem: (key) => storage.removeItem(prefix + key),
    key(index) {
      const key = storage.key(index);
      return key?.startsWith(prefix) ? key.slice(prefix.length) : null;
    },
    get length() {
      return storage.length;
    },
  };
}

const SESSION_OF = "atelier:session-of";

/** What a tab remembers, such as the editor's undo, is of one workspace. Answers whether the tab showed another one before. */
export function forgetOtherSession(storage: Pick<Storage, "getItem" | "setItem" | "clear">, workspace: string): boolean {
  const before = storage.getItem(SESSION_OF);
  if ((before ?? FIRST_WORKSPACE) !== workspace) storage.clear();
  if (before !== workspace) storage.setItem(SESSION_OF, workspace);
  return before !== null && before !== workspace;
}
