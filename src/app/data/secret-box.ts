/** What lies at rest when a passphrase protects the secrets: a random key, itself encrypted by one made of the passphrase (SC4). */
export interface Lock {
  readonly version: 1;
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly iterations: number;
  readonly wrapped: Sealed;
}

export interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface BoxDeps {
  readonly subtle: SubtleCrypto;
  /** Fills with random bytes. */
  readonly random: <T extends Uint8Array<ArrayBuffer>>(bytes: T) => T;
}

/** Of PBKDF2 with SHA-256, as OWASP advises since 2023. */
const ITERATIONS = 600_000;
const encoder = new TextEncoder();
const decoder = new TextDecoder();
const WRAPPED_KEY = "atelier key";

/** PBKDF2 → AES-256-GCM around a random key; AES-256-GCM around each value, bound to its name. */
export function createBox({ subtle, random }: BoxDeps) {
  async function passphraseKey(passphrase: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<CryptoKey> {
    // The same passphrase typed on another keyboard may come in other code points.
    const material = await subtle.importKey("raw", encoder.encode(passphrase.normalize("NFKC")), "PBKDF2", false, ["deriveKey"]);
    return subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations }, material, { name: "AES-GCM", length: 256 }, false, [
      "encrypt",
      "decrypt",
    ]);
  }
  async function sealBytes(key: CryptoKey, name: string, bytes: Uint8Array<ArrayBuffer>): Promise<Sealed> {
    const iv = random(new Uint8Array(12));
    const sealed = await subtle.encrypt({ name: "AES-GCM", iv, additionalData: encoder.encode(name) }, key, bytes);
    return { iv, bytes: new Uint8Array(sealed) };
  }
  const openBytes = async (key: CryptoKey, name: string, { iv, bytes }: Sealed): Promise<ArrayBuffer> =>
    subtle.decrypt({ name: "AES-GCM", iv, additionalData: encoder.encode(name) }, key, bytes);
  const usable = (raw: BufferSource): Promise<CryptoKey> => subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);

  async function wrap(raw: Uint8Array<ArrayBuffer>, passphrase: string): Promise<Lock> {
    const salt = random(new Uint8Array(16));
    const wrapped = await sealBytes(await passphraseKey(passphrase, salt, ITERATIONS), WRAPPED_KEY, raw);
    return { version: 1, salt, iterations: ITERATIONS, wrapped };
  }
  /** Rejects with the browser's OperationError if the passphrase is another, or the lock was changed. */
  const unwrap = async ({ salt, iterations, wrapped }: Lock, passphrase: string): Promise<Uint8Array<ArrayBuffer>> =>
    new Uint8Array(await openBytes(await passphraseKey(passphrase, salt, iterations), WRAPPED_KEY, wrapped));

  return {
    async create(passphrase: string): Promise<{ lock: Lock; key: CryptoKey }> {
      const raw = random(new Uint8Array(32));
      const made = { lock: await wrap(raw, passphrase), key: await usable(raw) };
      raw.fill(0);
      return made;
    },
    async open(lock: Lock, passphrase: string): Promise<CryptoKey> {
      const raw = await unwrap(lock, passphrase);
      const key = await usable(raw);
      raw.fill(0);
      return key;
    },
    async change(lock: Lock, from: string, to: string): Promise<Lock> {
      const raw = await unwrap(lock, from);
      const changed = await wrap(raw, to);
      raw.fill(0);
      return changed;
    },
    seal: (key: CryptoKey, name: string, value: string): Promise<Sealed> => sealBytes(key, name, encoder.encode(value)),
    unseal: async (key: CryptoKey, name: string, sealed: Sealed): Promise<string> => decoder.decode(await openBytes(key, name, sealed)),
  };
}
