import { nameKey } from "../../base/names.ts";
import type { ReadContext } from "../../db/module.ts";
import { type Candidate, createResolver, splitTarget } from "../../db/spine/names.ts";
import { cleanFolder, cleanTags } from "../../db/spine/nodes.ts";
import { linkTargets } from "../spine/settle.data.ts";
import { ATTACHMENTS_SQL, hashOf } from "../note/attachments.data.ts";
import type { ImportedNote } from "../note/import-notes.data.ts";
import { parseText } from "../note/markdown.model.ts";
import { itemPlan } from "../planner/import-plan.data.ts";
import type { ReportItem } from "./import-report.data.ts";
import { plannedNote } from "./plan-note.data.ts";
import type { ReadFile } from "./read-files.data.ts";

/** Says what an import would do, by the same rules, and writes nothing (IM8). */
export function createDryRun(ctx: ReadContext & { readonly at: number }, report: ReportItem) {
  const names = new Map<string, Candidate[]>();
  const texts: { id: string; folder: string; targets: Set<string> }[] = [];

  const addNote = (note: ImportedNote): void => {
    const id = `\uffff${String(texts.length).padStart(8, "0")}`;
    const folder = cleanFolder(note.folder);
    const known = (kind: "name" | "alias", label: string) => {
      const list = names.get(nameKey(label)) ?? [];
      list.push({ id, kind, node_type: "note", name: note.name, folder });
      names.set(nameKey(label), list);
    };
    known("name", note.name);
    for (const alias of cleanTags(note.aliases)) known("alias", alias);
    texts.push({ id, folder, targets: linkTargets(parseText(note.content), note.front_matter) });
  };

  return {
    see(files: readonly ReadFile[]): void {
      for (const read of files) {
        if (read.kind === "out") report(read.path, read.outcome, read.remarks);
        else if (read.kind === "item") {
          const plan = itemPlan(ctx, read.item);
          const outcome = plan.action === "keep" ? "unchanged" : plan.id === null ? "created" : "updated";
          report(read.path, outcome, [...read.remarks, ...plan.remarks], plan.id, read.item.kind);
        } else if (read.kind === "attachment") {
          const old = ctx.db.row<{ hash: string }>(ATTACHMENTS_SQL.bySource, [read.file.source, read.file.source_id]);
          report(read.path, !old ? "attached" : old.hash === hashOf(read.file.bytes) ? "unchanged" : "updated", read.remarks);
        } else {
          const plan = plannedNote(ctx, read.note);
          const remarks = [...read.remarks, ...plan.remarks];
          if (plan.action === "keep") report(read.path, "unchanged", remarks, plan.id, read.as);
          else {
            report(read.path, plan.known ? "updated" : "created", remarks, plan.known, read.as);
            if (!plan.known) addNote(plan.note);
          }
        }
      }
    },
    counts(): { links: number; unresolved: number } {
      const resolve = createResolver(ctx, (key) => names.get(key) ?? []);
      let links = 0;
      let unresolved = 0;
      for (const { id, folder, targets } of texts) {
        const ends = new Set<string>();
        const missing = new Set<string>();
        for (const target of targets) {
          const end = resolve(target, folder);
          if (!end) missing.add(splitTarget(target).key);
          else if (end.id !== id) ends.add(end.id);
        }
        links += ends.size;
        unresolved += missing.size;
      }
      return { links, unresolved };
    },
  };
}
