import { accountKey } from "../../base/account.ts";
import { FIRST_WORKSPACE, isWorkspace, workspaceFor } from "../../base/workspace-name.ts";

/** Which workspace of this device is open, and whose the others are (SU14). Nothing is kept while there was one account only. */
export const REGISTRY = "atelier:workspaces";

export interface Owner {
  readonly id: string;
  readonly name: string;
}
export interface KnownWorkspace extends Owner {
  readonly workspace: string;
}
interface Registry {
  readonly current: string;
  readonly known: readonly KnownWorkspace[];
  /** Whose session was just begun: its workspace takes it up once it is open. */
  readonly arriving: string | null;
}
type Store = Pick<Storage, "getItem" | "setItem">;

const NONE: Registry = { current: FIRST_WORKSPACE, known: [], arriving: null };

function read(store: Store): Registry {
  const text = store.getItem(REGISTRY);
  const kept = text === null ? NONE : ({ ...NONE, ...(JSON.parse(text) as Partial<Registry>) } satisfies Registry);
  return isWorkspace(kept.current) ? kept : { ...kept, current: FIRST_WORKSPACE };
}
const write = (store: Store, registry: Registry): void => store.setItem(REGISTRY, JSON.stringify(registry));

export const currentWorkspace = (store: Store): string => read(store).current;

/** The other workspaces of this device, by the names of those whose they are. */
export function otherWorkspaces(store: Store): KnownWorkspace[] {
  const { current, known } = read(store);
  return known.filter(({ workspace }) => workspace !== current).toSorted((a, b) => a.name.localeCompare(b.name));
}

/** From the next page on it is this account's workspace, made if there is none. `here`: whose the present one is. */
export function chooseAccount(store: Store, account: Owner, here: Owner | null): void {
  const { current, known } = read(store);
  const isSame = (other: Owner) => other.id === account.id || accountKey(other.name) === accountKey(account.name);
  const workspace = known.find(isSame)?.workspace ?? workspaceFor(account.id);
  const others = known.filter((other) => !isSame(other) && other.workspace !== current);
  const left = here ? { id: here.id, name: here.name, workspace: current } : known.find((other) => other.workspace === current);
  write(store, {
    current: workspace,
    known: [...others, ...(left ? [left] : []), { id: account.id, name: account.name, workspace }],
    arriving: account.id,
  });
}

/** From the next page on it is this one, as it is: nobody is signed in by that. */
export function chooseWorkspace(store: Store, workspace: string, here: Owner | null): void {
  const { current, known } = read(store);
  const rest = known.filter((other) => other.workspace !== current);
  const left = here ? { id: here.id, name: here.name, workspace: current } : known.find((other) => other.workspace === current);
  write(store, { current: workspace, known: left ? [...rest, left] : rest, arriving: null });
}

/** Whose session this workspace is to take up; answered once. */
export function takeArrival(store: Store): string | null {
  const registry = read(store);
  if (registry.arriving !== null) write(store, { ...registry, arriving: null });
  return registry.arriving;
}

/** Whose workspace is open, as far as this device knows. */
export function ownerHere(store: Store): Owner | undefined {
  const { current, known } = read(store);
  return known.find(({ workspace }) => workspace === current);
}
