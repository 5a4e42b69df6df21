import type { Migration } from "../module.ts";

/**
 * What the graph keeps beside the edges: derived figures and places on the picture, both of which can be made anew.
 * `edges_to_target` holds all that a step against an edge needs: half the time of reading the rows (decision 7). The other
 * indexes are partial and small: undirected edges are the exception, and so is what is in the trash.
 */
export const GRAPH_MIGRATIONS: readonly Migration[] = [
  {
    number: 1,
    sql: `
CREATE INDEX edges_to_target ON edges (target_id, edge_type, source_id);
CREATE INDEX edges_undirected_by_source ON edges (source_id, edge_type, target_id) WHERE directed = 0;
CREATE INDEX edges_undirected_by_target ON edges (target_id, edge_type, source_id) WHERE directed = 0;
CREATE INDEX nodes_trashed_by_id ON nodes (id) WHERE deleted_at IS NOT NULL;

-- Figures of the task graph.rank. Cluster 0: has no edge to another node.
CREATE TABLE graph_ranks (
  node_id TEXT PRIMARY KEY REFERENCES nodes (id) ON DELETE CASCADE,
  pagerank REAL NOT NULL,
  inbound INTEGER NOT NULL,
  weight REAL NOT NULL,
  degree INTEGER NOT NULL,
  cluster INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX graph_ranks_by_pagerank ON graph_ranks (pagerank DESC, node_id);
CREATE INDEX graph_ranks_by_inbound ON graph_ranks (inbound DESC, node_id) WHERE inbound > 0;
CREATE INDEX graph_ranks_by_weight ON graph_ranks (weight DESC, node_id) WHERE weight > 0;
CREATE INDEX graph_ranks_by_cluster ON graph_ranks (cluster, pagerank DESC, node_id) WHERE cluster > 0;

-- Pairs of nodes that share neighbours, the most similar ones; a < b.
CREATE TABLE graph_similar (
  a TEXT NOT NULL REFERENCES nodes (id) ON DELETE CASCADE,
  b TEXT NOT NULL REFERENCES nodes (id) ON DELETE CASCADE,
  shared INTEGER NOT NULL,
  similarity REAL NOT NULL,
  PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX graph_similar_by_b ON graph_similar (b);
CREATE INDEX graph_similar_by_similarity ON graph_similar (similarity DESC, shared DESC, a, b);

CREATE TABLE graph_positions (
  node_id TEXT PRIMARY KEY REFERENCES nodes (id) ON DELETE CASCADE,
  x REAL NOT NULL,
  y REAL NOT NULL
) STRICT, WITHOUT ROWID;
`,
  },
];
