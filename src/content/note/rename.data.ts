import { nameKey } from "../../base/names.ts";
import type { WriteContext } from "../../db/module.ts";
import { linkersOf } from "../../db/spine/links.ts";
import { createResolver, joinFolder, type Resolve, splitTarget } from "../../db/spine/names.ts";
import { updateNode } from "../../db/spine/nodes.ts";
import { frontMatterLinks, rewriteFrontMatterLinks } from "./front-matter-links.model.ts";
import { parseText, rewriteLinks } from "./markdown.model.ts";
import { summarize } from "./plain-text.model.ts";

export const RENAME_SQL = {
  text: "SELECT n.name, n.folder, n.content, coalesce(t.front_matter, '') AS front_matter FROM nodes n LEFT JOIN notes t ON t.id = n.id WHERE n.id = ?",
  frontMatter: "UPDATE notes SET front_matter = ? WHERE id = ?",
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

const textOf = (ctx: WriteContext, id: string) =>
  ctx.db.row<{ name: string; folder: string; content: string; front_matter: string }>(RENAME_SQL.text, [id]);

/** Who links to a note, asked before it is renamed: afterwards its old name means something else. Its own text counts. */
export function linksTo(ctx: WriteContext, note: Renamed): LinkingText[] {
  const resolve = createResolver(ctx);
  return [note.id, ...linkersOf(ctx, note.id)].flatMap((id) => {
    const text = textOf(ctx, id);
    if (!text) return [];
    const targets = new Set([...frontMatterLinks(text.front_matter), ...parseText(text.content).links].map((link) => link.target));
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
    const retarget = ({ target }: { target: string }) => renamed.get(target) ?? null;
    const content = rewriteLinks(text.content, retarget);
    const frontMatter = rewriteFrontMatterLinks(text.front_matter, retarget);
    if (content === text.content && frontMatter === text.front_matter) return [];
    if (frontMatter !== text.front_matter) ctx.db.run(RENAME_SQL.frontMatter, [frontMatter, id]);
    updateNode(ctx, id, { content, summary: summarize(content) });
    return [id];
  });
}

/** The target by which a text reaches the note from now on: as short as the old one if that still finds it. */
function newTarget(resolve: Resolve, target: string, before: Renamed, now: Renamed, folder: string): string {
  const finds = (candidate: string) => resolve(candidate, folder)?.id === now.id;
  if (splitTarget(target).key !== nameKey(before.name)) return target;
  if (/^\.{1,2}\//.test(target)) return relativeTarget(target, before, now, folder);
  if (before.name === now.name && finds(target)) return target;
  const slash = target.lastIndexOf("/");
  const extension = /\.md$/i.exec(target)?.[0] ?? "";
  const choices = slash < 0 ? [now.name] : [`${target.slice(0, slash)}/${now.name}`, `${now.folder}/${now.name}`, now.name];
  return (choices.find(finds) ?? (now.folder ? `${now.folder}/${now.name}` : now.name)) + extension;
}

/** A path from a text to the note; one that was not exact, but found the note by its name alone, stays a name. */
function relativeTarget(target: string, before: Renamed, now: Renamed, folder: string): string {
  const exact = joinFolder(folder, target.slice(0, target.lastIndexOf("/"))) === before.folder;
  if (!exact && target.lastIndexOf("/") === 1) return before.name === now.name ? target : `./${now.name}.md`;
  const from = folder ? folder.split("/") : [];
  const to = now.folder ? now.folder.split("/") : [];
  let shared = 0;
  while (shared < from.length && shared < to.length && from[shared] === to[shared]) shared++;
  const up = from.length === shared ? "./" : "../".repeat(from.length - shared);
  return `${up}${[...to.slice(shared), now.name].join("/")}.md`;
}
