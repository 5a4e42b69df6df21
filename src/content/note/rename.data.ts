import { nameKey } from "../../base/names.ts";
import type { WriteContext } from "../../db/module.ts";
import { linkersOf } from "../../db/spine/links.ts";
import { createResolver, type Resolve, splitTarget } from "../../db/spine/names.ts";
import { updateNode } from "../../db/spine/nodes.ts";
import { parseText, rewriteLinks } from "./markdown.model.ts";
import { summarize } from "./plain-text.model.ts";

export const RENAME_SQL = {
  text: "SELECT name, folder, content FROM nodes WHERE id = ?",
};

interface Renamed {
  readonly id: string;
  readonly name: string;
  readonly folder: string;
}

/** A note whose text links to the renamed one, and the targets by which it does. */
interface LinkingText {
  readonly id: string;
  readonly targets: ReadonlySet<string>;
}

const textOf = (ctx: WriteContext, id: string) => ctx.db.row<{ name: string; folder: string; content: string }>(RENAME_SQL.text, [id]);

/** Who links to a note, asked before it is renamed: afterwards its old name means something else. Its own text counts. */
export function linksTo(ctx: WriteContext, note: Renamed): LinkingText[] {
  const resolve = createResolver(ctx);
  return [note.id, ...linkersOf(ctx, note.id)].flatMap((id) => {
    const text = textOf(ctx, id);
    if (!text) return [];
    const targets = new Set(parseText(text.content).links.map((link) => link.target));
    for (const target of targets) if (!target || resolve(target, text.folder)?.id !== note.id) targets.delete(target);
    return targets.size ? [{ id, targets }] : [];
  });
}

/** Rewrites these links to the note's new name and place; answers the notes whose text changed (NO7). */
export function rewriteLinksTo(ctx: WriteContext, before: Renamed, links: readonly LinkingText[]): string[] {
  const now = textOf(ctx, before.id);
  // A name with these signs cannot be written as a link: the old ones stay, and show as missing.
  if (!now || !links.length || /[[\]|#^]/.test(now.name)) return [];
  const resolve = createResolver(ctx);
  return links.flatMap(({ id, targets }) => {
    const text = textOf(ctx, id)!;
    const renamed = new Map(
      [...targets].map((target) => [target, newTarget(resolve, target, before, { ...now, id: before.id }, text.folder)]),
    );
    const content = rewriteLinks(text.content, (link) => renamed.get(link.target) ?? null);
    if (content === text.content) return [];
    updateNode(ctx, id, { content, summary: summarize(content) });
    return [id];
  });
}

/** The target by which a text reaches the note from now on: as short as the old one if that still finds it. */
function newTarget(resolve: Resolve, target: string, before: Renamed, now: Renamed, folder: string): string {
  const finds = (candidate: string) => resolve(candidate, folder)?.id === now.id;
  if (splitTarget(target).key !== nameKey(before.name)) return target;
  if (before.name === now.name && finds(target)) return target;
  const slash = target.lastIndexOf("/");
  const extension = /\.md$/i.exec(target)?.[0] ?? "";
  const choices = slash < 0 ? [now.name] : [`${target.slice(0, slash)}/${now.name}`, `${now.folder}/${now.name}`, now.name];
  return (choices.find(finds) ?? (now.folder ? `${now.folder}/${now.name}` : now.name)) + extension;
}
