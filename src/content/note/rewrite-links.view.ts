import type { Client } from "../../app/data/client.ts";
import { runUndoable, showToast } from "../../app/ui/index.ts";

/**
 * After a rename: offers to rewrite `[[before]]` in the notes that linked here. The rename itself was saved while it was
 * typed, so the rewriting goes back to the old name and forward again, in one mutation that can be undone.
 */
export function offerToRewriteLinks(client: Client, id: string, before: string, after: string, linking: number): void {
  if (before === after || linking === 0) return;
  const rewrite = () =>
    runUndoable(
      client,
      [
        { name: "note.update", args: { id, name: before } },
        { name: "note.update", args: { id, name: after, rewrite_links: true } },
      ],
      `The links say “${after}” now.`,
    );
  showToast({
    text: linking === 1 ? `One note links to “${before}”.` : `${linking} notes link to “${before}”.`,
    action: { label: linking === 1 ? "Rewrite its links" : `Rewrite links in ${linking} notes`, run: () => void rewrite() },
  });
}
