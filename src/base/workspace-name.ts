/** The workspace that is there before anybody signs in; it becomes that of the first account (SU14). */
export const FIRST_WORKSPACE = "atelier";

const OF_ACCOUNT = /^atelier-([A-Za-z0-9-]{1,64})$/;

/** Of every further account on this device: the name of its files, locks and channels. */
export const workspaceFor = (account: string): string => `${FIRST_WORKSPACE}-${account}`;

/** Whose it was made for; null for the first one. */
export const accountFor = (workspace: string): string | null => OF_ACCOUNT.exec(workspace)?.[1] ?? null;

export const isWorkspace = (name: unknown): name is string =>
  typeof name === "string" && (name === FIRST_WORKSPACE || OF_ACCOUNT.test(name));
