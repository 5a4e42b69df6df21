/** The part of the web's Blob and File that Atelier uses, so that layers without the DOM can name them. */
export interface BlobLike {
  readonly size: number;
  readonly type: string;
  arrayBuffer(): Promise<ArrayBuffer>;
  slice(start?: number, end?: number): BlobLike;
}

export interface FileLike extends BlobLike {
  readonly name: string;
  /** Milliseconds UTC. */
  readonly lastModified: number;
  /** Path inside the folder that was picked; empty for loose files. */
  readonly webkitRelativePath?: string;
}

export const isFileLike = (x: unknown): x is FileLike =>
  typeof x === "object" && x !== null && "name" in x && "size" in x && typeof (x as FileLike).arrayBuffer === "function";
