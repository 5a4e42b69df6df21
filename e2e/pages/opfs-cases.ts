import type { Sqlite3Static } from "@sqlite.org/sqlite-wasm";
import { Refusal } from "../../src/base/result.ts";
import { openSahpool, type OpfsFile } from "../../src/db/drivers/sahpool.ts";
import { opfsPointer } from "../../src/worker/pointer-store.ts";

interface OpfsCase {
  readonly name: string;
  check(): Promise<void>;
}

type Wait = (ms: number) => Promise<void>;

// The DOM's types know this method for workers only.
interface HandlePrototype {
  createSyncAccessHandle(): Promise<unknown>;
}
declare const FileSystemFileHandle: { readonly prototype: HandlePrototype };

function equal(actual: unknown, expected: unknown, what: string): void {
  if (JSON.stringify(actual) !== JSON.stringify(expected))
    throw new Error(`${what}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`);
}

/** Every `createSyncAccessHandle` goes through `before` while `work` runs; `before` may throw. */
async function withHandles<T>(before: (call: number) => void, work: () => Promise<T>): Promise<T> {
  const prototype = FileSystemFileHandle.prototype;
  const original = prototype.createSyncAccessHandle;
  let calls = 0;
  prototype.createSyncAccessHandle = async function (this: HandlePrototype) {
    before(++calls);
    return original.call(this);
  };
  try {
    return await work();
  } finally {
    prototype.createSyncAccessHandle = original;
  }
}

const typeOf = async (work: () => Promise<unknown>): Promise<string> => {
  try {
    await work();
    return "opened";
  } catch (error) {
    return error instanceof Refusal ? error.failure.type : (error as Error).name;
  }
};

/** What holds for the workspace file in OPFS alone. */
export function opfsCases(sqlite3: Sqlite3Static, wait: Wait): OpfsCase[] {
  const open = (name: string, more: { wait?: Wait; now?: () => number } = {}): Promise<OpfsFile> =>
    openSahpool({ sqlite3, name, wait, now: Date.now, pointer: opfsPointer(name), ...more });
  const withRows = async (name: string): Promise<void> => {
    const file = await open(name);
    file.connection.script(
      "CREATE TABLE t (id INTEGER PRIMARY KEY, x); INSERT INTO t VALUES (1, 'kept'); INSERT INTO t VALUES (2, 'kept');",
    );
    file.close();
  };
  const rowsOf = async (name: string): Promise<unknown> => {
    const file = await open(name);
    const count = file.connection.value("SELECT count(*) FROM t");
    file.close();
    return count;
  };

  return [
    {
      name: "rows survive closing and opening, and the handles are given back in between",
      async check() {
        await withRows("reopen");
        equal([await rowsOf("reopen"), await rowsOf("reopen")], [2, 2], "rows");
      },
    },
    {
      name: "failure 6: opening handle k fails, for every k: the files are intact and the next start works",
      async check() {
        await withRows("handles");
        for (let k = 1; k <= 8; k++) {
          const broken = (call: number) => {
            if (call === k) throw new DOMException("made to fail", "UnknownError");
          };
          equal(await withHandles(broken, () => typeOf(() => open("handles"))), "UnknownError", `handle ${k}`);
          equal(await rowsOf("handles"), 2, `rows after handle ${k}`);
        }
      },
    },
    {
      name: "NoModificationAllowedError is waited for",
      async check() {
        await withRows("waiting");
        const waits: number[] = [];
        const held = (call: number) => {
          if (call <= 24) throw new DOMException("still held", "NoModificationAllowedError");
        };
        const file = await withHandles(held, () => open("waiting", { wait: async (ms) => void waits.push(ms) }));
        equal(file.connection.value("SELECT count(*) FROM t"), 2, "rows");
        file.close();
        equal(waits, [20, 40, 80], "waits");
      },
    },
    {
      name: "after 15 s of waiting the person is told that another tab holds the workspace",
      async check() {
        await withRows("busy");
        let time = 0;
        const held = () => {
          throw new DOMException("held", "NoModificationAllowedError");
        };
        const clock = { now: () => time, wait: async (ms: number) => void (time += ms) };
        equal(await withHandles(held, () => typeOf(() => open("busy", clock))), "Busy", "failure");
        equal(time >= 15_000 && time < 16_000, true, `waited ${time} ms`);
        equal(await rowsOf("busy"), 2, "rows");
      },
    },
    {
      name: "failure 20: SecurityError and NotAllowedError mean that there is no storage here",
      async check() {
        for (const name of ["SecurityError", "NotAllowedError"]) {
          const refused = () => {
            throw new DOMException("not here", name);
          };
          equal(await withHandles(refused, () => typeOf(() => open(`none-${name}`))), "Unavailable", name);
        }
      },
    },
    {
      name: "failure 17: the pool grows before it is full, and what a restore left over is let go",
      async check() {
        await withRows("pool");
        const file = await open("pool");
        for (let i = 2; i < 14; i++) {
          const { name, connection } = await file.openNew();
          equal(name, `atelier-${i}.sqlite`, "name");
          connection.script("CREATE TABLE t (id INTEGER PRIMARY KEY)");
          connection.close();
        }
        await file.settle();
        file.close();
        const after = await open("pool");
        equal(
          after.files.filter((name) => !name.endsWith("-wal")),
          ["/atelier.sqlite"],
          "files",
        );
        after.close();
        equal(await rowsOf("pool"), 2, "rows");
      },
    },
    {
      name: "failure 29: the file that was switched to is opened, the one before it stays until that has opened, and is opened if it does not",
      async check() {
        await withRows("switch");
        const file = await open("switch");
        const made = await file.openNew();
        made.connection.script("CREATE TABLE t (id INTEGER PRIMARY KEY, x); INSERT INTO t VALUES (1, 'restored');");
        made.connection.close();
        const switching = await file.prepareSwitch(made.name);
        switching.commit();
        switching.close();
        file.close();
        const restored = await open("switch");
        equal([restored.previous, restored.connection.value("SELECT count(*) FROM t")], ["atelier.sqlite", 1], "restored");
        // It opens, but says that it is not whole: the one before is opened.
        restored.close();
        await restored.goBack();
        equal(await rowsOf("switch"), 2, "gone back");
        const again = await open("switch");
        const next = await again.prepareSwitch("atelier-9.sqlite");
        next.commit();
        next.close();
        again.close();
        const missing = await open("switch");
        equal([missing.wentBack, missing.connection.value("SELECT count(*) FROM t")], [true, 2], "missing");
        missing.close();
      },
    },
    {
      name: "a damaged file is refused and left as it is, with a copy beside it",
      async check() {
        await withRows("damaged");
        await damage("damaged");
        equal(await typeOf(() => open("damaged")), "Corrupt", "first start");
        equal(await typeOf(() => open("damaged")), "Corrupt", "second start");
        const pool = await sqlite3.installOpfsSAHPoolVfs({ name: "damaged-vfs", directory: ".damaged", preserveOnInitFailure: true });
        await pool.unpauseVfs();
        const files = pool
          .getFileNames()
          .map((name) => name.replace(/\d+/, "N"))
          .sort();
        pool.pauseVfs();
        equal(files, ["/atelier.sqlite", "/damaged-N.sqlite"], "files");
      },
    },
  ];
}

interface SyncHandle {
  getSize(): number;
  write(bytes: Uint8Array, at: { at: number }): number;
  close(): void;
}

/** Overwrites the schema page of the database but for its header, behind SQLite's back. */
async function damage(name: string): Promise<void> {
  const root = await navigator.storage.getDirectory();
  const folder = await (await root.getDirectoryHandle(`.${name}`)).getDirectoryHandle(".opaque");
  const handles = (folder as unknown as { values(): AsyncIterable<HandlePrototype> }).values();
  for await (const handle of handles) {
    const file = (await handle.createSyncAccessHandle()) as SyncHandle;
    if (file.getSize() > 8192) file.write(new Uint8Array(3900).fill(0xa5), { at: 4096 + 100 });
    file.close();
  }
}
