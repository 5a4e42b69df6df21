const START = "ATELIERB";

/** How many bytes tell an encrypted file of Atelier. */
export const SEALED_START_BYTES = START.length;

/** The first bytes of an encrypted file, a backup or an export (docs/backup-format.md). */
export const SEALED_START = new Uint8Array([...START].map((letter) => letter.charCodeAt(0)));

export const isSealed = (start: Uint8Array): boolean => SEALED_START.every((byte, i) => start[i] === byte);
