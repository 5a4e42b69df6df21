import type { WriteContext } from "../../db/module.ts";
import { putEdge } from "../../db/spine/edges.ts";
import { updateNode } from "../../db/spine/nodes.ts";
import type { WorkspaceFile } from "../export/workspace-file.data.ts";
import { importAttachment } from "../note/attachments.data.ts";
import { createNoteImport, IMPORT_NOTES_SQL } from "../note/import-notes.data.ts";
import { createPlannerImport } from "../planner/import-planner.data.ts";
import type { ForeignEdge } from "./foreign/foreign.data.ts";
import type { ReportItem } from "./import-report.data.ts";
import { plannedNote } from "./plan-note.data.ts";
import type { ReadFile, ReadItem, ReadNote } from "./read-files.data.ts";

export const WRITER_SQL = {
  message: "UPDATE edges SET channel = ?, timestamp = ?, subject = ? WHERE id = ?",
};

/** Writes what was read, through the change door, and says what became of it. */
export function createImportWriter(report: ReportItem) {
  const notes = createNoteImport();
  const items = createPlannerImport();
  const ids = new Map<string, string>();
  /** What this import made: only what is new here is linked as its source has it. */
  const fresh = new Set<string>();
  let made = 0;

  const writeNote = (ctx: WriteContext, read: ReadNote): void => {
    const plan = plannedNote(ctx, read.note);
    const remarks = [...read.remarks, ...plan.remarks];
    if (plan.action === "keep") {
      ids.set(read.path, plan.id);
      return report(read.path, "unchanged", remarks, plan.id, read.as);
    }
    const { id, outcome } = notes.write(ctx, [plan.note])[0]!;
    ids.set(read.path, id);
    if (read.values && outcome === "created") {
      const { name: _name, folder: _folder, made: _made, text_at: _textAt, tags: _tags, aliases: _aliases, ...patch } = read.values;
      if (Object.keys(patch).length) updateNode(ctx, id, patch, read.note.modified_at);
    }
    if (plan.beside) {
      putEdge(ctx, { id: ctx.newId(), edge_type: "LINK", source_id: id, target_id: plan.beside, label: "imported version of" });
    }
    if (outcome === "created") fresh.add(`${plan.note.source} ${plan.note.source_id}`);
    report(read.path, outcome, remarks, id, read.as);
  };

  const writeItem = (ctx: WriteContext, { path, item, remarks }: ReadItem): void => {
    const { outcome, id, remarks: more } = items.write(ctx, item);
    if (outcome === "created") fresh.add(`${item.source} ${item.source_id}`);
    report(path, outcome, [...remarks, ...more], id, item.kind);
  };

  return {
    write(ctx: WriteContext, files: readonly ReadFile[]): void {
      for (const read of files) {
        if (read.kind === "out") report(read.path, read.outcome, read.remarks);
        else if (read.kind === "note") writeNote(ctx, read);
        else if (read.kind === "item") writeItem(ctx, read);
        else {
          const { outcome } = importAttachment(ctx, read.file);
          report(read.path, outcome === "created" ? "attached" : outcome, read.remarks);
        }
      }
    },
    link: (ctx: WriteContext, count: number): number => notes.link(ctx, count),
    /** Links that a person made, from a workspace that Atelier wrote. */
    edges(ctx: WriteContext, workspace: WorkspaceFile): void {
      for (const { from, to, ...edge } of workspace.edges) {
        const [source_id, target_id] = [ids.get(from), ids.get(to)];
        if (source_id && target_id) putEdge(ctx, { ...edge, id: ctx.newId(), source_id, target_id });
      }
    },
    /** Links between things of another program; those of things that were here before stay as they were made here. */
    foreignEdges(ctx: WriteContext, source: string, edges: readonly ForeignEdge[]): void {
      const idOf = (id: string) => ctx.db.value<string>(IMPORT_NOTES_SQL.bySource, [source, id]);
      for (const { from, to, channel = null, timestamp = null, subject = null, ...edge } of edges) {
        if (!fresh.has(`${source} ${from}`) && !fresh.has(`${source} ${to}`)) continue;
        const [source_id, target_id] = [idOf(from), idOf(to)];
        if (source_id === undefined || target_id === undefined || source_id === target_id) continue;
        const id = putEdge(ctx, { ...edge, id: ctx.newId(), source_id, target_id });
        if (channel !== null || timestamp !== null || subject !== null) ctx.db.run(WRITER_SQL.message, [channel, timestamp, subject, id]);
        made++;
      }
    },
    /** What follows from many rows. */
    finish: (ctx: WriteContext): void => items.finish(ctx),
    counts: () => ({ ...notes.counts(), links: notes.counts().links + made }),
  };
}
