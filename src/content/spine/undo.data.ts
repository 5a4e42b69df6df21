import { Refusal } from "../../base/result.ts";
import type { WriteContext } from "../../db/module.ts";
import { linkersOf } from "../../db/spine/links.ts";
import { dropTags, uncountTags } from "../../db/spine/tags.ts";
import { hasChanges, undoChanges } from "../../db/spine/undo.ts";
import { takeBackInserts } from "../../db/spine/undo-inserts.ts";
import { settle } from "./settle.data.ts";

/** Takes a mutation or an import back and brings everything derived in line by the code that made it. */
export function undo(ctx: WriteContext, mutationId: string): { undone: number; kept: number } {
  if (!hasChanges(ctx, mutationId))
    throw new Refusal("NothingToUndo", "There is nothing to take back: this change was not found. Nothing was changed.");
  const { undone, kept, nodes } = undoChanges(ctx, mutationId, {
    allGo: (nodeIds) => uncountTags(ctx, nodeIds),
    mayGo: (nodeId) => {
      dropTags(ctx, nodeId);
      return linkersOf(ctx, nodeId);
    },
  });
  settle(ctx, nodes, true);
  return { undone, kept };
}

/** A part of it: up to `limit` rows that it inserted and nobody touched since. Answers how many went, and where the next part begins; null: `undo` does the rest. */
export function undoPart(ctx: WriteContext, mutationId: string, before: number, limit: number): { gone: number; next: number | null } {
  const { next, linking, gone } = takeBackInserts(ctx, mutationId, before, limit, (nodeIds) => uncountTags(ctx, nodeIds));
  settle(ctx, linking, true);
  return { gone: gone.length, next };
}
