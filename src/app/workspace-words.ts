import { contentViews } from "../content/index.view.tsx";
import type { WorkspaceStats } from "../content/spine/spine.model.ts";
import { plural } from "./ui/plural.ts";

/** What is in the workspace, such as "43 notes", "1 project", "184 links", "12 tags"; of content types only those that there are. */
export function workspaceWords({ nodes, edges, tags }: WorkspaceStats): string[] {
  const kinds = contentViews.flatMap(({ type, one, label }) => (nodes[type] ? [plural(nodes[type], one, label.toLowerCase())] : []));
  return [...kinds, plural(edges, "link", "links"), plural(tags, "tag", "tags")];
}
