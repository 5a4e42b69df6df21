import type { SpaceRole } from "../../content/sync/sync.model.ts";

export const ROLE_WORDS: Readonly<Record<SpaceRole, { readonly label: string; readonly may: string }>> = {
  owner: { label: "Owner", may: "reads, writes, invites and removes" },
  editor: { label: "Editor", may: "reads and writes" },
  viewer: { label: "Viewer", may: "reads" },
};
export const ROLES = ["owner", "editor", "viewer"] as const;
