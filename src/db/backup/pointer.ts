import { hashText } from "../hash.ts";

/** Which file of the pool is the workspace. */
export interface Pointer {
  /** Without a slash. */
  readonly current: string;
  /** The file before a restore: kept until the current one has been opened once. */
  readonly previous: string | null;
}

/** Two places that are written in turn: whatever a power cut does to one, the other is whole (failure 29). */
export interface PointerStore {
  /** Both slots, or null if there has never been a pointer. */
  read(): Promise<Uint8Array | null>;
  /** Opens it for writing; `write` is on the device when it returns. */
  open(): Promise<{ write(offset: number, bytes: Uint8Array): void; close(): void }>;
}

export const SLOT_BYTES = 4096;
const HASH = 16;

interface Numbered extends Pointer {
  readonly seq: number;
}

declare const TextEncoder: new () => { encode(text: string): Uint8Array };
declare const TextDecoder: new () => { decode(bytes: Uint8Array): string };

/** The newest whole slot; null if none is. */
function newest(bytes: Uint8Array | null): Numbered | null {
  const slots = [0, 1].map((slot) => readSlot(bytes?.subarray(slot * SLOT_BYTES, (slot + 1) * SLOT_BYTES)));
  return slots.reduce((best, slot) => (slot && slot.seq > (best?.seq ?? -1) ? slot : best), null) ?? null;
}

export async function readPointer(store: PointerStore): Promise<Pointer | null> {
  const found = newest(await store.read());
  return found && { current: found.current, previous: found.previous };
}

/** Makes ready to write it; what it answers writes at once, in the turn in which it is called. Call `close` in any case. */
export async function preparePointer(store: PointerStore): Promise<{ write(pointer: Pointer): void; close(): void }> {
  const seq = (newest(await store.read())?.seq ?? 0) + 1;
  const file = await store.open();
  return {
    write: ({ current, previous }) => file.write((seq % 2) * SLOT_BYTES, writeSlot({ seq, current, previous })),
    close: () => file.close(),
  };
}

export async function writePointer(store: PointerStore, pointer: Pointer): Promise<void> {
  const file = await preparePointer(store);
  try {
    file.write(pointer);
  } finally {
    file.close();
  }
}

function writeSlot(pointer: Numbered): Uint8Array {
  const text = JSON.stringify(pointer);
  const bytes = new Uint8Array(SLOT_BYTES).fill(0x20);
  bytes.set(new TextEncoder().encode(hashText(text) + text));
  return bytes;
}

function readSlot(bytes: Uint8Array | undefined): Numbered | null {
  const whole = new TextDecoder().decode(bytes ?? new Uint8Array()).trimEnd();
  const text = whole.slice(HASH);
  return text !== "" && hashText(text) === whole.slice(0, HASH) ? (JSON.parse(text) as Numbered) : null;
}
