import type { Sqlite3Static } from "@sqlite.org/sqlite-wasm";

/** Exported C functions, called without the package's argument conversion: pointers are numbers, text is bytes. */
export type CFunctions = Record<string, (...args: (number | bigint)[]) => number> & {
  readonly sqlite3_column_int64: (statement: number, column: number) => bigint;
  readonly sqlite3_value_int64: (value: number) => bigint;
};

// The encodings are in every worker and in Node, but not in the library of this layer.
declare const TextEncoder: new () => { encodeInto(text: string, into: Uint8Array): { written: number } };
declare const TextDecoder: new (label: string, options: { ignoreBOM: boolean }) => { decode(bytes: Uint8Array): string };

/** Bytes that the scratch area keeps between calls; longer ones are given back. */
const KEEP = 1 << 20;
/** Up to this length a loop is quicker than the decoder, as long as all of it is ASCII. */
const SHORT = 24;
/** The same of the encoder: an id takes 0.07 µs instead of 0.6. */
const SHORT_TO_WRITE = 128;

/** Text and bytes in and out of the memory of SQLite. */
export class WasmHeap {
  readonly c: CFunctions;
  private readonly wasm: Sqlite3Static["wasm"];
  private readonly encoder = new TextEncoder();
  // A byte order mark is a character of the text like any other: it stays.
  private readonly decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  private scratch = 0;
  private capacity = 0;

  constructor(sqlite3: Sqlite3Static) {
    this.wasm = sqlite3.wasm;
    this.c = sqlite3.wasm.exports as unknown as CFunctions;
  }

  /** Writes text into the scratch area; answers where and how many bytes. Valid until the next write. */
  writeText(text: string): { pointer: number; bytes: number } {
    const pointer = this.reserve(text.length * 3 + 1);
    const heap = this.wasm.heap8u();
    const bytes =
      writeAscii(text, heap, pointer) ?? this.encoder.encodeInto(text, heap.subarray(pointer, pointer + this.capacity - 1)).written;
    heap[pointer + bytes] = 0;
    return { pointer, bytes };
  }

  writeBytes(bytes: Uint8Array): number {
    const pointer = this.reserve(bytes.length + 1);
    this.wasm.heap8u().set(bytes, pointer);
    return pointer;
  }

  /** Frees the scratch area if a long value made it large. */
  settle(): void {
    if (this.capacity <= KEEP) return;
    this.wasm.dealloc(this.scratch);
    this.scratch = 0;
    this.capacity = 0;
  }

  readText(pointer: number, bytes: number): string {
    const heap = this.wasm.heap8u();
    if (bytes <= SHORT) {
      let text = "";
      let i = pointer;
      for (const end = pointer + bytes; i < end; i++) {
        const byte = heap[i]!;
        if (byte > 127) break;
        text += String.fromCharCode(byte);
      }
      if (i === pointer + bytes) return text;
    }
    return this.decoder.decode(heap.subarray(pointer, pointer + bytes));
  }

  readCString(pointer: number): string {
    if (pointer === 0) return "";
    const heap = this.wasm.heap8u();
    return this.readText(pointer, heap.indexOf(0, pointer) - pointer);
  }

  /** Does this text, of ASCII and closed by a zero, stand there? */
  isText(pointer: number, text: string): boolean {
    const heap = this.wasm.heap8u();
    let at = 0;
    while (at < text.length && heap[pointer + at] === text.charCodeAt(at)) at++;
    return at === text.length && heap[pointer + at] === 0;
  }

  readBytes(pointer: number, bytes: number): Uint8Array<ArrayBuffer> {
    return this.wasm.heap8u().slice(pointer, pointer + bytes) as Uint8Array<ArrayBuffer>;
  }

  sameBytes(a: number, b: number, bytes: number): boolean {
    const heap = this.wasm.heap8u();
    for (let i = 0; i < bytes; i++) if (heap[a + i] !== heap[b + i]) return false;
    return true;
  }

  /** Memory for two pointers, for C functions that answer through their arguments. */
  withPointers<T>(use: (one: number, other: number) => T): T {
    const stack = this.wasm.pstack.pointer;
    try {
      const one = this.wasm.pstack.alloc(16);
      return use(one, one + 8);
    } finally {
      this.wasm.pstack.restore(stack);
    }
  }

  peek(pointer: number): number {
    return this.wasm.peekPtr(pointer);
  }

  private reserve(bytes: number): number {
    if (bytes <= this.capacity) return this.scratch;
    if (this.scratch !== 0) this.wasm.dealloc(this.scratch);
    this.capacity = Math.max(bytes, 4096);
    this.scratch = this.wasm.alloc(this.capacity);
    return this.scratch;
  }
}

/** Writes a short text of ASCII only and answers its length; null if it is another. */
function writeAscii(text: string, heap: Uint8Array, at: number): number | null {
  if (text.length > SHORT_TO_WRITE) return null;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 127) return null;
    heap[at + i] = code;
  }
  return text.length;
}
