import fc from "fast-check";
import { EDGE_KINDS, type EdgeKind } from "../spine/edges.ts";
import type { Database } from "../sqlite.ts";

export interface TestEdge {
  readonly source: string;
  readonly target: string;
  readonly type: EdgeKind;
  readonly weight: number;
  readonly directed: boolean;
}

export interface TestGraph {
  readonly nodes: readonly { readonly id: string; readonly trashed: boolean }[];
  readonly edges: readonly TestEdge[];
}

/** Ids of which some are beginnings of others (F6). */
const IDS = ["a", "ab", "abc", "b", "ba", "n1", "n10", "n100", "n11", "n1-1", "n2", "n20", "z", "zz", "zzz", "Z", "A"];

/** Any graph: loops, several edges of a pair, undirected ones, edges without weight, parts that do not hang together, trashed nodes. */
export const anyGraph: fc.Arbitrary<TestGraph> = fc
  .uniqueArray(fc.constantFrom(...IDS), { minLength: 1, maxLength: IDS.length })
  .chain((ids) => {
    const end = fc.constantFrom(...ids);
    const edge = fc.record({
      source: end,
      target: end,
      type: fc.constantFrom(...EDGE_KINDS),
      weight: fc.constantFrom(1, 1, 1, 0, 0.25, 2, 5, 0.7),
      directed: fc.boolean(),
    });
    return fc.record({
      nodes: fc.tuple(
        ...ids.map((id) =>
          fc.record({
            id: fc.constant(id),
            trashed: fc.oneof({ weight: 6, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
          }),
        ),
      ),
      edges: fc.uniqueArray(edge, { maxLength: 3 * ids.length, selector: (e) => `${e.source} ${e.target} ${e.type}` }),
    });
  });

/** Puts a graph in the place of the one before. */
export function putGraph(db: Database, { nodes, edges }: TestGraph): void {
  db.transaction(() => {
    db.run("DELETE FROM nodes");
    for (const { id, trashed } of nodes)
      db.run("INSERT INTO nodes (id, node_type, name, name_key, created_at, modified_at, deleted_at) VALUES (?, 'note', ?, ?, 1, 1, ?)", [
        id,
        `Node ${id}`,
        `node ${id.toLowerCase()}`,
        trashed ? 2 : null,
      ]);
    for (const [i, { source, target, type, weight, directed }] of edges.entries())
      db.run("INSERT INTO edges (id, edge_type, source_id, target_id, weight, directed, created_at) VALUES (?, ?, ?, ?, ?, ?, 1)", [
        `e${i}`,
        type,
        source,
        target,
        weight,
        directed,
      ]);
  });
}

/** What is not in the trash, and the edges between it. */
export function livingPart({ nodes, edges }: TestGraph): { ids: string[]; edges: TestEdge[] } {
  const ids = nodes.filter(({ trashed }) => !trashed).map(({ id }) => id);
  return { ids, edges: edges.filter(({ source, target }) => ids.includes(source) && ids.includes(target)) };
}
