import { Refusal } from "../../base/result.ts";
import { type BoxDeps, createBox, type Lock, type Sealed } from "./secret-box.ts";

/** All that is kept: names are no secret, values are sealed once there is a lock. */
export interface SecretRecord {
  readonly lock: Lock | null;
  readonly values: Readonly<Record<string, string | Sealed>>;
}

/** Beside the workspace, never in it: secrets are in no backup and no export (SC4). */
export interface SecretStorage {
  read(): Promise<SecretRecord | undefined>;
  write(record: SecretRecord): Promise<void>;
}

export interface SecretsDeps extends BoxDeps {
  readonly storage: SecretStorage;
  /** Other tabs lose the key as well. */
  readonly tellLocked: () => void;
}

export type LockState = "open" | "locked" | "unlocked";

/** Keys of assistants, tokens of sync: a name and a value each. With a lock on, nothing is read or written without its passphrase. */
export interface Secrets {
  state(): Promise<LockState>;
  names(): Promise<string[]>;
  get(name: string): Promise<string | undefined>;
  set(name: string, value: string): Promise<void>;
  remove(name: string): Promise<void>;
  /** Puts a lock on; what is there is sealed in the same step. */
  protect(passphrase: string): Promise<void>;
  unlock(passphrase: string): Promise<void>;
  lock(): void;
  /** Another tab locked. */
  dropKey(): void;
  change(from: string, to: string): Promise<void>;
  /** Takes the lock off; values lie open again. */
  unprotect(passphrase: string): Promise<void>;
  /** The passphrase is forgotten: lock and secrets go, the workspace stays. */
  forget(): Promise<void>;
}

const SHORTEST = 8;
const EMPTY: SecretRecord = { lock: null, values: {} };

export function createSecrets({ storage, tellLocked, ...deps }: SecretsDeps): Secrets {
  const box = createBox(deps);
  let key: CryptoKey | null = null;

  const read = async (): Promise<SecretRecord> => (await storage.read()) ?? EMPTY;
  const sealAll = async (values: SecretRecord["values"], by: CryptoKey): Promise<Record<string, Sealed>> =>
    Object.fromEntries(
      await Promise.all(Object.entries(values).map(async ([name, value]) => [name, await box.seal(by, name, value as string)] as const)),
    );
  const openLock = (lock: Lock | null, passphrase: string): Promise<CryptoKey> => {
    if (!lock) throw new Refusal("NoLock", "There is no lock on the secrets of this device.");
    return box.open(lock, passphrase).catch(refuseWrong);
  };

  return {
    async state() {
      const { lock } = await read();
      if (!lock) return "open";
      return key ? "unlocked" : "locked";
    },
    names: async () => Object.keys((await read()).values).toSorted(),
    async get(name) {
      const { lock, values } = await read();
      const value = Object.hasOwn(values, name) ? values[name] : undefined;
      if (lock && !key) throw locked();
      if (value === undefined || typeof value === "string") return value;
      return box.unseal(key!, name, value).catch(refuseDamaged);
    },
    async set(name, value) {
      const { lock, values } = await read();
      if (lock && !key) throw locked();
      await storage.write({ lock, values: { ...values, [name]: lock ? await box.seal(key!, name, value) : value } });
    },
    async remove(name) {
      const { lock, values } = await read();
      await storage.write({ lock, values: Object.fromEntries(Object.entries(values).filter(([other]) => other !== name)) });
    },
    async protect(passphrase) {
      const { lock, values } = await read();
      if (lock) throw new Refusal("HasLock", "There is a lock already. Nothing was changed; change its passphrase instead.");
      refuseShort(passphrase);
      const made = await box.create(passphrase);
      await storage.write({ lock: made.lock, values: await sealAll(values, made.key) });
      key = made.key;
    },
    async unlock(passphrase) {
      key = await openLock((await read()).lock, passphrase);
    },
    lock() {
      key = null;
      tellLocked();
    },
    dropKey: () => void (key = null),
    async change(from, to) {
      refuseShort(to);
      const { lock, values } = await read();
      key = await openLock(lock, from);
      await storage.write({ lock: await box.change(lock!, from, to), values });
    },
    async unprotect(passphrase) {
      const { lock, values } = await read();
      const by = await openLock(lock, passphrase);
      const open = Object.entries(values).map(async ([name, value]) => [name, await box.unseal(by, name, value as Sealed)] as const);
      await storage.write({ lock: null, values: Object.fromEntries(await Promise.all(open)) });
      key = null;
    },
    async forget() {
      await storage.write(EMPTY);
      key = null;
      tellLocked();
    },
  };
}

function refuseShort(passphrase: string): void {
  if ([...passphrase].length < SHORTEST)
    throw new Refusal("WeakPassphrase", `A passphrase has at least ${SHORTEST} characters; several words are better. Nothing was changed.`);
}

const locked = () => new Refusal("Locked", "The secrets of this device are locked. Unlock them in the settings, then try again.");

/** AES-GCM says only that it does not fit: with the key's own seal that means the passphrase. */
function refuseWrong(): never {
  throw new Refusal("WrongPassphrase", "This is not the passphrase. Nothing was changed.");
}
function refuseDamaged(): never {
  throw new Refusal("DamagedSecret", "This secret is damaged and cannot be read. Remove it and enter it again.");
}
