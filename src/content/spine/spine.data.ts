import { DUE_SQL, dueNodes } from "../../db/spine/due.ts";
import { EDGES_SQL, deleteEdge, putEdge, updateEdge } from "../../db/spine/edges.ts";
import { FOLDERS_SQL, folderList, renameFolder } from "../../db/spine/folders.ts";
import { LINKS_SQL } from "../../db/spine/links.ts";
import { LIST_SQL, nodeCount, nodeList } from "../../db/spine/list.ts";
import { NAMES_SQL, complete } from "../../db/spine/names.ts";
import { NODES_SQL, checkNode, cleanFolder, getNode } from "../../db/spine/nodes.ts";
import { RECENT_SQL, recentNodes, visit } from "../../db/spine/recent.ts";
import { SETTINGS_SQL, setSetting, settings } from "../../db/spine/settings.ts";
import { STATS_SQL, workspaceStats } from "../../db/spine/stats.ts";
import { TAGS_SQL, tagList } from "../../db/spine/tags.ts";
import { TRASH_SQL } from "../../db/spine/trash.ts";
import { UNDO_INSERTS_SQL } from "../../db/spine/undo-inserts.ts";
import { UNDO_TABLES_SQL } from "../../db/spine/undo-tables.ts";
import { UNDO_SQL, latestUndoable } from "../../db/spine/undo.ts";
import { dataModule, named } from "../contract.data.ts";
import { dropUnusedBlobs } from "../note/attachments.data.ts";
import { createSample, removeSample, SAMPLE_SQL } from "../note/sample/sample.data.ts";
import {
  changeNode,
  emptyTrash,
  expireTrash,
  moveToTrash,
  nodeLinks,
  NODE_DATA_SQL,
  purge,
  renameTag,
  resolveName,
  restoreFromTrash,
} from "./nodes.data.ts";
import { finishUndo, runningUndo, UNDO_STEPS_SQL, undoInSteps, undoSize } from "./undo-steps.data.ts";
import { SETTLE_SQL, settle } from "./settle.data.ts";
import { undo } from "./undo.data.ts";
import { spine } from "./spine.model.ts";

export const spineData = dataModule(spine, {
  sql: named({
    nodes: NODES_SQL,
    names: NAMES_SQL,
    tags: TAGS_SQL,
    edges: EDGES_SQL,
    links: LINKS_SQL,
    trash: TRASH_SQL,
    recent: RECENT_SQL,
    settings: SETTINGS_SQL,
    folders: FOLDERS_SQL,
    stats: STATS_SQL,
    undo: UNDO_SQL,
    undoSteps: UNDO_STEPS_SQL,
    undoInserts: UNDO_INSERTS_SQL,
    settle: SETTLE_SQL,
    nodeData: NODE_DATA_SQL,
    list: LIST_SQL,
    due: DUE_SQL,
    undoTables: UNDO_TABLES_SQL,
    sample: SAMPLE_SQL,
  }),
  commands: {
    "node.update": (ctx, { id, ...patch }) => changeNode(ctx, id, patch),
    "node.trash": (ctx, { id }) => moveToTrash(ctx, id),
    "node.restore": (ctx, { id }) => restoreFromTrash(ctx, id),
    "node.purge": (ctx, { id }) => purge(ctx, id),
    "node.visit": (ctx, { id }) => {
      checkNode(ctx, id);
      visit(ctx, id);
      return { id };
    },
    "trash.empty": (ctx) => {
      dropUnusedBlobs(ctx);
      return emptyTrash(ctx);
    },
    "trash.expire": (ctx) => expireTrash(ctx),
    "edge.create": (ctx, args) => {
      checkNode(ctx, args.source_id);
      checkNode(ctx, args.target_id);
      return { id: putEdge(ctx, { ...args, id: args.id ?? ctx.newId() }) };
    },
    "edge.update": (ctx, { id, ...patch }) => {
      updateEdge(ctx, id, patch);
      return { id };
    },
    "edge.delete": (ctx, { id }) => {
      deleteEdge(ctx, id);
      return { id };
    },
    "tag.rename": (ctx, { tag, to }) => renameTag(ctx, tag, to),
    "folder.rename": (ctx, { folder, to }) => {
      const ids = renameFolder(ctx, cleanFolder(folder), cleanFolder(to));
      settle(ctx, ids, true);
      return { nodes: ids.length };
    },
    "setting.set": (ctx, { key, value }) => {
      setSetting(ctx, key, value);
      return { key };
    },
    "undo.apply": (ctx, { mutation_id }) => undo(ctx, mutation_id),
    "sample.create": (ctx) => createSample(ctx),
    "sample.remove": (ctx) => removeSample(ctx),
  },
  queries: {
    "node.get": (ctx, { id }) => getNode(ctx, id),
    "node.list": (ctx, args) => nodeList(ctx, args),
    "node.count": (ctx, filter) => ({ count: nodeCount(ctx, filter) }),
    "node.due": (ctx, args) => dueNodes(ctx, args),
    "node.links": (ctx, { id, limit }) => nodeLinks(ctx, id, limit),
    "node.resolve": (ctx, { name, folder }) => resolveName(ctx, name, folder ?? ""),
    "node.complete": (ctx, { text, limit }) => complete(ctx, text, limit),
    "tag.list": (ctx) => tagList(ctx),
    "folder.list": (ctx) => folderList(ctx),
    "recent.list": (ctx, { limit }) => recentNodes(ctx, limit),
    "setting.list": (ctx) => settings(ctx),
    "workspace.stats": (ctx) => workspaceStats(ctx),
    "undo.latest": (ctx) => latestUndoable(ctx),
    "undo.size": (ctx, { mutation_id }) => ({ rows: undoSize(ctx, mutation_id) }),
  },
  tasks: {
    "undo.run": (ctx, { mutation_id }) => undoInSteps(ctx, mutation_id),
  },
  recovery: {
    cutOff: (ctx) => runningUndo(ctx)?.as ?? null,
    recover: (ctx) => void finishUndo(ctx, runningUndo(ctx)!.of),
  },
});
