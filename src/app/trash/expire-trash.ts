import type { Client } from "../data/client.ts";
import { runUndoable } from "../ui/index.ts";

/** After the start has had its time. */
const AFTER_MS = 90_000;
const DAY_MS = 86_400_000;

/** Once a day, in the tab that writes: what has been in the trash for long enough goes (SP10), and says so. Answers how to stop. */
export function keepTrashSmall(client: Client): () => void {
  const look = async () => {
    timer = window.setTimeout(() => void look(), DAY_MS);
    const { role, readOnly } = await client.status();
    if (role !== "leader" || readOnly) return;
    const days = Number((await client.query("setting.list", {}))["trash.days"] ?? 30);
    const { rows } = await client.query("node.list", { trashed: true, sort: "modified_at", order: "asc", limit: 1 });
    const oldest = rows[0];
    if (!oldest || !(days > 0) || oldest.modified_at >= Date.now() - days * DAY_MS) return;
    await runUndoable(client, [{ name: "trash.expire", args: {} }], `What had been in the trash for ${days} days was deleted.`);
  };
  let timer = window.setTimeout(() => void look(), AFTER_MS);
  return () => window.clearTimeout(timer);
}
