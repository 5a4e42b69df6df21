/* The peers are installed only to be measured; of each stands here what is used of it. */

declare module "*?url" {
  const url: string;
  export default url;
}

declare module "@journeyapps/wa-sqlite/dist/wa-sqlite.mjs" {
  const factory: (options: { locateFile: () => string }) => Promise<object>;
  export default factory;
}
declare module "@journeyapps/wa-sqlite/src/examples/AccessHandlePoolVFS.js" {
  export const AccessHandlePoolVFS: { create(name: string, module: object): Promise<object> };
}
declare module "@journeyapps/wa-sqlite/src/examples/OPFSCoopSyncVFS.js" {
  export const OPFSCoopSyncVFS: { create(name: string, module: object): Promise<object> };
}
declare module "@journeyapps/wa-sqlite/src/examples/OPFSWriteAheadVFS.js" {
  export const OPFSWriteAheadVFS: { create(name: string, module: object): Promise<object> };
}
declare module "@journeyapps/wa-sqlite" {
  export const SQLITE_ROW: number;
  export function Factory(module: object): unknown;
}

declare module "sqlocal" {
  export class SQLocal {
    constructor(path: string);
    sql<T>(text: string, ...params: unknown[]): Promise<T[]>;
    batch(statements: () => { sql: string; params: unknown[] }[]): Promise<unknown>;
    getDatabaseInfo(): Promise<{ storageType?: string }>;
    destroy(): Promise<void>;
  }
}

declare module "sql.js" {
  export interface Statement {
    step(): boolean;
    getAsObject(): Record<string, unknown>;
    run(values: unknown[]): void;
    free(): boolean;
  }
  export class Database {
    constructor(bytes?: Uint8Array);
    run(sql: string): Database;
    prepare(sql: string, values?: unknown[]): Statement;
    export(): Uint8Array;
    close(): void;
  }
  export interface SqlJsStatic {
    Database: typeof Database;
  }
  const start: (options: { locateFile: () => string }) => Promise<SqlJsStatic>;
  export default start;
}

declare module "dexie" {
  export interface Collection<T> {
    reverse(): Collection<T>;
    limit(count: number): Collection<T>;
    offset(count: number): Collection<T>;
    first(): Promise<T | undefined>;
    toArray(): Promise<T[]>;
  }
  export interface Table<T, K = unknown> {
    get(key: K): Promise<T | undefined>;
    put(item: T, key?: K): Promise<K>;
    bulkAdd(items: readonly T[]): Promise<unknown>;
    bulkGet(keys: readonly K[]): Promise<(T | undefined)[]>;
    clear(): Promise<void>;
    toArray(): Promise<T[]>;
    orderBy(index: string): Collection<T>;
    where(index: string): { anyOf(keys: readonly unknown[]): Collection<T>; below(key: unknown): Collection<T> };
  }
  export class Dexie {
    static semVer: string;
    constructor(name: string, options: { chromeTransactionDurability: "strict" });
    version(version: number): { stores(stores: Record<string, string>): unknown };
    table(name: string): unknown;
    open(): Promise<unknown>;
    close(): void;
    transaction<T>(mode: "rw", ...rest: unknown[]): Promise<T>;
  }
}

declare module "minisearch" {
  export default class MiniSearch {
    constructor(options: object);
    static loadJSON(text: string, options: object): MiniSearch;
    has(id: number): boolean;
    add(item: object): void;
    replace(item: object): void;
    addAllAsync(items: readonly object[], options: { chunkSize: number }): Promise<void>;
    search(text: string, options: object): { readonly id: unknown }[];
  }
}
