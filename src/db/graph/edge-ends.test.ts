import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { dataModules } from "../../content/index.data.ts";
import { openTestWorkspace, type TestWorkspace } from "../../worker/testing.ts";
import { EDGE_KINDS } from "../spine/edges.ts";

const DIFFERENCE = `SELECT count(*) FROM (
  SELECT * FROM (SELECT node, way, other, kind, weight FROM edge_ends_wanted EXCEPT SELECT * FROM edge_ends)
  UNION ALL SELECT * FROM (SELECT * FROM edge_ends EXCEPT SELECT node, way, other, kind, weight FROM edge_ends_wanted))`;

let w: TestWorkspace;
beforeAll(async () => {
  w = await openTestWorkspace(dataModules);
});

const node = fc.constantFrom("a", "b", "c", "d");
const edge = fc.record({
  source: node,
  target: node,
  type: fc.constantFrom(...EDGE_KINDS),
  weight: fc.constantFrom(0, 1, 2.5),
  directed: fc.boolean(),
});
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant("edge" as const), edge }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("change" as const), edge }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("unlink" as const), at: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("forget" as const), node }) },
);

test("GR2: what is walked is what the edges are, whatever comes, changes and goes", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const { db } = w;
      db.transaction(() => {
        db.run("DELETE FROM nodes");
        const put = (id: string) =>
          db.run("INSERT OR IGNORE INTO nodes (id, node_type, name, created_at, modified_at) VALUES (?, 'note', ?, 1, 1)", [id, id]);
        for (const [i, one] of steps.entries()) {
          if (one.do === "edge" || one.do === "change") {
            const { source, target, type, weight, directed } = one.edge;
            for (const id of [source, target]) put(id);
            if (one.do === "edge")
              db.run(
                `INSERT INTO edges (id, edge_type, source_id, target_id, weight, directed, created_at) VALUES (?, ?, ?, ?, ?, ?, 1)
                  ON CONFLICT (source_id, target_id, edge_type) DO UPDATE SET weight = excluded.weight, directed = excluded.directed`,
                [`e${i}`, type, source, target, weight, directed],
              );
            else
              db.run("UPDATE OR IGNORE edges SET edge_type = ?, target_id = ?, weight = ?, directed = ? WHERE source_id = ?", [
                type,
                target,
                weight,
                directed,
                source,
              ]);
          } else if (one.do === "unlink") db.run("DELETE FROM edges WHERE id = ?", [`e${one.at}`]);
          else db.run("DELETE FROM nodes WHERE id = ?", [one.node]);
          expect(db.value(DIFFERENCE)).toBe(0);
        }
      });
    }),
    { seed: 20_261_121, numRuns: 300 },
  );
});
