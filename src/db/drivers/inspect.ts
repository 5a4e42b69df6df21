const DENY = 1;
/** Authorizer actions that a statement of the read-only console may do: SELECT, READ, FUNCTION, RECURSIVE. */
const ALLOWED = new Set([20, 21, 31, 33]);
const PRAGMA = 19;
/** Pragmas that only tell; with an argument they name a table or an index. */
const TELLING = new Set([
  "table_info",
  "table_xinfo",
  "table_list",
  "index_list",
  "index_info",
  "index_xinfo",
  "foreign_key_list",
  "database_list",
  "compile_options",
  "function_list",
  "module_list",
  "pragma_list",
  "collation_list",
]);
/** Tell only without an argument. */
const TELLING_ALONE = new Set([
  "page_count",
  "page_size",
  "freelist_count",
  "user_version",
  "application_id",
  "journal_mode",
  "encoding",
  "schema_version",
  "integrity_check",
  "quick_check",
  "foreign_key_check",
]);

/** The authorizer of the read-only console (DB9): denies writing, ATTACH, transactions, and pragmas that set anything. */
export function checkReadOnly(action: number, first: string | 0, second: string | 0): number {
  if (ALLOWED.has(action)) return 0;
  if (action !== PRAGMA || !first) return DENY;
  return TELLING.has(first) || (TELLING_ALONE.has(first) && !second) ? 0 : DENY;
}
