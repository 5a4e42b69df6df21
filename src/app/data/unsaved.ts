import type { Mutation } from "../../rpc/api.ts";

/** What of the page's localStorage is used; injected, so that tests own it. */
export type KeyValueStorage = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

const PREFIX = "atelier:unsaved:";

/**
 * The last resort while a page goes away: mutations that nobody acknowledged yet, written synchronously, replayed at the
 * next start and removed once acknowledged (TAB9). Their ids make the replay harmless if they had been applied after all.
 */
export interface Unsaved {
  keep(mutations: Iterable<Mutation>): void;
  forget(id: string): void;
  /** What earlier pages left behind, oldest first. */
  left(): Mutation[];
}

export function createUnsaved(storage: KeyValueStorage): Unsaved {
  return {
    keep(mutations) {
      for (const mutation of mutations) {
        const text = JSON.stringify(mutation, encodeBytes);
        try {
          storage.setItem(PREFIX + mutation.id, text);
        } catch (error) {
          // localStorage holds about 5 MB: a big attachment may not fit, the texts beside it still must.
          console.warn(`Atelier could not set aside ${text.length} characters that were not saved yet.`, error);
        }
      }
    },
    forget: (id) => storage.removeItem(PREFIX + id),
    left() {
      const keys = Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? "").filter((key) => key.startsWith(PREFIX));
      return keys.map((key) => JSON.parse(storage.getItem(key) ?? "null", decodeBytes) as Mutation).toSorted((a, b) => (a.id < b.id ? -1 : 1));
    },
  };
}

function encodeBytes(_: string, value: unknown): unknown {
  if (!(value instanceof Uint8Array)) return value;
  let binary = "";
  for (let i = 0; i < value.length; i += 8192) binary += String.fromCharCode(...value.subarray(i, i + 8192));
  return { $bytes: btoa(binary) };
}

function decodeBytes(_: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("$bytes" in value) || typeof value.$bytes !== "string") return value;
  return Uint8Array.from(atob(value.$bytes), (character) => character.charCodeAt(0));
}
