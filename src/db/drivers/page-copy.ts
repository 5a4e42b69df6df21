import type { Sqlite3Static } from "@sqlite.org/sqlite-wasm";
import type { PageCopy } from "../connection.ts";
import { SqlError } from "../sqlite.ts";

const OK = 0;
const DONE = 101;

/** SQLite's backup API: what the source's own connection changes between two steps is in the copy too. Pointers of open connections. */
export function copyPages({ capi }: Sqlite3Static, from: number, to: number): PageCopy {
  let backup = Number(capi.sqlite3_backup_init(to, "main", from, "main"));
  if (backup === 0) throw new SqlError(`a copy cannot begin: ${capi.sqlite3_errmsg(to)}`, capi.sqlite3_errcode(to) & 0xff, "backup");
  const end = () => {
    const code = backup === 0 ? OK : capi.sqlite3_backup_finish(backup);
    backup = 0;
    return code;
  };
  return {
    step(pages) {
      if (backup === 0) return true;
      const code = capi.sqlite3_backup_step(backup, pages);
      if (code === OK) return false;
      const finished = end();
      if (code !== DONE || finished !== OK) throw new SqlError(`a copy failed with code ${code}`, (finished || code) & 0xff, "backup");
      return true;
    },
    get total() {
      return backup === 0 ? 0 : capi.sqlite3_backup_pagecount(backup);
    },
    get left() {
      return backup === 0 ? 0 : capi.sqlite3_backup_remaining(backup);
    },
    end: () => void end(),
  };
}
