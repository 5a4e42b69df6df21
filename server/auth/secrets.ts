import { createHash } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { toBase64Url } from "../../src/base/base64.ts";
import type { RandomBytes } from "../../src/base/ids.ts";

/** Argon2id (the default of the library) as OWASP recommends it: 19 MiB, two passes. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export interface Passwords {
  hash(password: string): Promise<string>;
  verify(hash: string, password: string): Promise<boolean>;
}

export const argon2id: Passwords = {
  hash: (password) => hash(password.normalize("NFKC"), COST),
  verify: (stored, password) => verify(stored, password.normalize("NFKC")),
};

/** 256 random bits: nobody guesses it, so what is stored needs no slow hash. */
export const randomSecret = (random: RandomBytes): string => toBase64Url(random(new Uint8Array(32)));
export const secretHash = (secret: string): string => createHash("sha256").update(secret).digest("hex");

export const randomHex = (random: RandomBytes): string => Buffer.from(random(new Uint8Array(8))).toString("hex");
