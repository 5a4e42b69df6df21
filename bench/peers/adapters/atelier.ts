import { type Cursor, PAGE, type Peer, type PeerNote, type PeerRow } from "../peer.ts";
import { idOf } from "../work.ts";

/** `window.atelier` as far as it is used here. */
export interface Door {
  readonly ready?: Promise<void>;
  query(name: string, args: unknown): Promise<unknown>;
  mutate(commands: readonly { name: string; args: unknown }[]): Promise<readonly { ok: boolean; error?: { message: string } }[]>;
  sql(text: string): Promise<Record<string, unknown>[]>;
}

const create = ({ i, name, folder, tags, content }: PeerNote) => ({
  name: "note.create",
  args: { id: idOf(i), name, folder, tags: [...new Set(tags)], content },
});

/** Atelier's own way, through its public door: commands with history, undo, live queries and sync's outbox. */
export function atelierPeer(door: Door): Peer {
  const mutate = async (commands: readonly { name: string; args: unknown }[]) => {
    const refused = (await door.mutate(commands)).find(({ ok }) => !ok);
    if (refused) throw new Error(refused.error!.message);
  };
  const ask = async <T>(name: string, args: unknown) => (await door.query(name, args)) as T;
  return {
    open: async () => door.ready,
    insertMany: (notes) => mutate(notes.map(create)),
    finish: async () => undefined,
    link: (edges) =>
      mutate(
        edges.map(({ source, target }) => ({
          name: "edge.create",
          args: { id: `${source}-${target}`, edge_type: "LINK", source_id: idOf(source), target_id: idOf(target), directed: false },
        })),
      ),
    write: (note) => mutate([create(note)]),
    update: (i, content) => mutate([{ name: "note.update", args: { id: idOf(i), content } }]),
    list: async (after) =>
      (await ask<{ rows: PeerRow[] }>("node.list", { limit: PAGE, ...(after !== null && { after: after as object }) })).rows,
    cursorAt: async (depth) =>
      (
        await door.sql(
          `SELECT modified_at AS value, id FROM nodes WHERE deleted_at IS NULL ORDER BY modified_at DESC, id DESC LIMIT 1 OFFSET ${depth}`,
        )
      )[0] as Cursor,
    search: async ({ kind, text }) => {
      const asked = { words: `${text} `, prefix: text, phrase: `"${text}"` }[kind];
      return (await ask<{ hits: PeerRow[] }>("search.nodes", { text: asked, limit: PAGE })).hits;
    },
    reach: async (i, depth) => (await ask<{ total: number }>("graph.connected", { id: idOf(i), depth })).total,
    path: async (from, to) =>
      (await ask<{ hops: number } | null>("graph.shortestPath", { from_id: idOf(from), to_id: idOf(to) }))?.hops ?? null,
    about: async () => "its public door, the whole app around it",
    close: async () => undefined,
  };
}
