import type { EdgeKind } from "../../../db/spine/edges.ts";
import type { ReadFile } from "../read-files.data.ts";

/** An edge of another program between two of its things, each named by its `source_id`. */
export interface ForeignEdge {
  readonly from: string;
  readonly to: string;
  readonly edge_type: EdgeKind;
  readonly label?: string | null;
  readonly weight?: number;
  readonly directed?: boolean;
  readonly sequence_order?: number | null;
  readonly channel?: string | null;
  /** Milliseconds UTC. */
  readonly timestamp?: number | null;
  readonly subject?: string | null;
}

/** What a file of another program holds, in the words of Atelier. Projects come before their todos. */
export interface ForeignContent {
  /** What a second import is recognised by, together with the ids of the file (IF2). */
  readonly source: string;
  readonly label: string;
  readonly files: readonly ReadFile[];
  readonly edges: readonly ForeignEdge[];
}

/** A file whose text was read, and what to call it. */
export interface ForeignText {
  readonly text: string;
  /** Without folders and extension. */
  readonly name: string;
  /** Milliseconds UTC, for what tells no time of its own. */
  readonly modified_at: number;
}

/** Reads one kind of file. */
export interface ForeignFormat {
  /** By the content, never by the name (IF1). */
  recognises(text: string): boolean;
  read(file: ForeignText): ForeignContent | Promise<ForeignContent>;
}
