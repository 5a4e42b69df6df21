import type { Migration } from "../module.ts";

const kindOf = (edge: string): string => `CASE ${edge}.edge_type WHEN 'LINK' THEN 0 WHEN 'NEST' THEN 1 WHEN 'SEQUENCE' THEN 2 ELSE 3 END`;
const KIND = kindOf("e");
const FORGET = `DELETE FROM edge_ends WHERE node = (SELECT pk FROM nodes WHERE id = OLD.source_id) AND way = 2 - 2 * OLD.directed
    AND other = (SELECT pk FROM nodes WHERE id = OLD.target_id) AND kind = ${kindOf("OLD")};
  DELETE FROM edge_ends WHERE node = (SELECT pk FROM nodes WHERE id = OLD.target_id) AND way = 3 - 2 * OLD.directed
    AND other = (SELECT pk FROM nodes WHERE id = OLD.source_id) AND kind = ${kindOf("OLD")};`;

/**
 * What the graph keeps beside the edges: derived figures and places on the picture, both of which can be made anew.
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
  {
    number: 2,
    sql: `
-- Every edge from both of its ends by numbers only, which is what is walked (decision 7). way: 0 from the source, 1 from the
-- target; 2 and 3 the same of an undirected edge. kind: LINK, NEST, SEQUENCE, AFFINITY. The triggers keep it as the edges are.
CREATE TABLE edge_ends (
  node INTEGER NOT NULL,
  way INTEGER NOT NULL CHECK (way BETWEEN 0 AND 3),
  other INTEGER NOT NULL,
  kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 3),
  weight REAL NOT NULL,
  PRIMARY KEY (node, way, other, kind)
) STRICT, WITHOUT ROWID;

CREATE VIEW edge_ends_wanted AS
  SELECT e.pk AS edge, s.pk AS node, 2 - 2 * e.directed AS way, t.pk AS other, ${KIND} AS kind, e.weight
    FROM edges e CROSS JOIN nodes s ON s.id = e.source_id CROSS JOIN nodes t ON t.id = e.target_id
  UNION ALL SELECT e.pk, t.pk, 3 - 2 * e.directed, s.pk, ${KIND}, e.weight
    FROM edges e CROSS JOIN nodes s ON s.id = e.source_id CROSS JOIN nodes t ON t.id = e.target_id;
INSERT INTO edge_ends SELECT node, way, other, kind, weight FROM edge_ends_wanted ORDER BY node, way, other, kind;

CREATE TRIGGER edges_inserted AFTER INSERT ON edges BEGIN
  INSERT INTO edge_ends SELECT node, way, other, kind, weight FROM edge_ends_wanted WHERE edge = NEW.pk;
END;
CREATE TRIGGER edges_updated AFTER UPDATE OF pk, edge_type, source_id, target_id, weight, directed ON edges BEGIN
  ${FORGET}
  INSERT INTO edge_ends SELECT node, way, other, kind, weight FROM edge_ends_wanted WHERE edge = NEW.pk;
END;
CREATE TRIGGER edges_deleted AFTER DELETE ON edges BEGIN
  ${FORGET}
END;
-- A node takes its edges with it, which then no longer find it.
CREATE TRIGGER nodes_deleting BEFORE DELETE ON nodes BEGIN
  DELETE FROM edge_ends WHERE (node, way, other, kind)
    IN (SELECT other, way + 1 - 2 * (way % 2), node, kind FROM edge_ends WHERE node = OLD.pk);
  DELETE FROM edge_ends WHERE node = OLD.pk;
END;

CREATE INDEX nodes_trashed_by_pk ON nodes (pk) WHERE deleted_at IS NOT NULL;
DROP INDEX edges_to_target;
DROP INDEX edges_undirected_by_source;
DROP INDEX edges_undirected_by_target;
`,
  },
];
