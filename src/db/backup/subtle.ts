/** The part of WebCrypto that encrypted backups use; injected, since this layer has no web. */
export interface Subtle {
  digest(algorithm: "SHA-256", bytes: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>;
  importKey(
    format: "raw",
    bytes: Uint8Array<ArrayBuffer>,
    algorithm: string,
    extractable: boolean,
    usages: ("deriveBits" | "encrypt" | "decrypt")[],
  ): Promise<SubtleKey>;
  deriveBits(algorithm: Pbkdf2 | Hkdf, key: SubtleKey, bits: number): Promise<ArrayBuffer>;
  encrypt(algorithm: Gcm, key: SubtleKey, bytes: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>;
  /** Rejects if anything was changed. */
  decrypt(algorithm: Gcm, key: SubtleKey, bytes: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>;
}

/** Opaque. */
export type SubtleKey = never;

interface Pbkdf2 {
  name: "PBKDF2";
  hash: "SHA-256";
  salt: Uint8Array<ArrayBuffer>;
  iterations: number;
}
interface Hkdf {
  name: "HKDF";
  hash: "SHA-256";
  salt: Uint8Array<ArrayBuffer>;
  info: Uint8Array<ArrayBuffer>;
}
interface Gcm {
  name: "AES-GCM";
  iv: Uint8Array<ArrayBuffer>;
  additionalData: Uint8Array<ArrayBuffer>;
}
