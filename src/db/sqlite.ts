export type SqlValue = string | number | bigint | boolean | null | Uint8Array;
export type Params = readonly SqlValue[];
export type Row = Record<string, SqlValue>;

/** Refuses async work at compile time: the database is synchronous, a transaction never spans an await. */
export type Sync<T> = T extends PromiseLike<unknown> ? never : T;

/**
 * The database as the rest of Atelier sees it: one connection, synchronous, prepared statements cached by text.
 * Booleans bind as 0 and 1. Integers beyond 2^53 come back as bigint.
 * Errors are `SqlError` and carry their SQL.
 */
export interface Database {
  /** All rows as objects by column name. */
  rows<T extends object = Row>(sql: string, params?: Params): T[];
  row<T extends object = Row>(sql: string, params?: Params): T | undefined;
  /** First column of the first row. */
  value<T = SqlValue>(sql: string, params?: Params): T | undefined;
  /** Runs one statement; answers how many rows it changed. */
  run(sql: string, params?: Params): number;
  /** Runs several statements without parameters: migrations and pragmas only. */
  script(sql: string): void;
  /** BEGIN IMMEDIATE … COMMIT; nested calls become savepoints. Throws, and rolls back, if `work` throws or answers a promise. */
  transaction<T>(work: () => Sync<T>): T;
  /** Inside a transaction right now? */
  readonly inTransaction: boolean;
  close(): void;
}

export class SqlError extends Error {
  /** Primary result code, e.g. 19 SQLITE_CONSTRAINT, 11 SQLITE_CORRUPT, 10 SQLITE_IOERR. */
  readonly code: number;
  readonly sql: string;
  constructor(message: string, code: number, sql: string) {
    super(`${message}\n  in: ${sql}`);
    this.name = "SqlError";
    this.code = code;
    this.sql = sql;
  }
}
