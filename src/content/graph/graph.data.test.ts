import fc from "fast-check";
import { MultiDirectedGraph } from "graphology";
import pagerank from "graphology-metrics/centrality/pagerank.js";
import dijkstra from "graphology-shortest-path/dijkstra.js";
import { bidirectional, singleSourceLength } from "graphology-shortest-path/unweighted.js";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { anyGraph, livingPart, putGraph, type TestEdge, type TestGraph } from "../../db/graph/graph-testing.ts";
import type { EdgeKind } from "../../db/spine/edges.ts";
import { openTestWorkspace, type TestWorkspace } from "../../worker/testing.ts";
import { dataModules } from "../index.data.ts";
import type {
  ConnectedNode,
  GraphCluster,
  GraphMap,
  GraphPath,
  GraphStatus,
  ImportantNode,
  LocalGraph,
  Mention,
  MissingName,
  OrphanPage,
  SimilarNodes,
} from "./graph.model.ts";

// Hundreds of graphs each, on machines that may do other things meanwhile.
vi.setConfig({ testTimeout: 120_000 });

let w: TestWorkspace;
beforeAll(async () => {
  w = await openTestWorkspace(dataModules);
});
beforeEach(() => putGraph(w.db, { nodes: [], edges: [] }));

type Way = "both" | "out" | "in";
const anyWay = fc.constantFrom<Way>("both", "out", "in");
const anyTypes = fc.option(fc.subarray<EdgeKind>(["LINK", "NEST", "SEQUENCE", "AFFINITY"], { minLength: 1 }), { nil: undefined });
const asked = { way: anyWay, types: anyTypes };
/** Failing runs tell their seed and path; put both here to run them again. */
const RUNS = { seed: 20_261_121, numRuns: 400 };

/** The steps that may be taken, as a plain directed graph. */
function oracle(
  graph: TestGraph,
  way: Way,
  types?: readonly EdgeKind[],
  walkable: (edge: TestEdge) => boolean = () => true,
): MultiDirectedGraph {
  const { ids, edges } = livingPart(graph);
  const plain = new MultiDirectedGraph();
  for (const id of ids) plain.addNode(id);
  for (const edge of edges) {
    if ((types && !types.includes(edge.type)) || !walkable(edge)) continue;
    const cost = { cost: 1 / edge.weight };
    if (way !== "in" || !edge.directed) plain.addEdge(edge.source, edge.target, cost);
    if (way !== "out" || !edge.directed) plain.addEdge(edge.target, edge.source, cost);
  }
  return plain;
}

const link = (source: string, target: string, more: Partial<TestEdge> = {}): TestEdge => ({
  source,
  target,
  type: "LINK",
  weight: 1,
  directed: true,
  ...more,
});
const nodes = (...ids: string[]) => ids.map((id) => ({ id, trashed: false }));
const depths = (id: string, depth: number, more: object = {}): Record<string, number> =>
  Object.fromEntries(
    w.query<{ nodes: ConnectedNode[] }>("graph.connected", { id, depth, ...more }).nodes.map((node) => [node.id, node.depth] as const),
  );
const path = (from_id: string, to_id: string, more: object = {}) =>
  w.query<GraphPath | null>("graph.shortestPath", { from_id, to_id, ...more });

test("GR2: what is connected, and how far, is what graphology says, on any graph", () => {
  fc.assert(
    fc.property(anyGraph, fc.record({ ...asked, depth: fc.integer({ min: 1, max: 10 }) }), (graph, { way, types, depth }) => {
      putGraph(w.db, graph);
      const plain = oracle(graph, way, types);
      for (const { id, trashed } of graph.nodes) {
        const answer = w.query<{ nodes: ConnectedNode[]; total: number }>("graph.connected", {
          id,
          depth,
          direction: way,
          edge_types: types,
        });
        const expected = trashed
          ? {}
          : Object.fromEntries(Object.entries(singleSourceLength(plain, id)).filter(([other, d]) => other !== id && d <= depth));
        expect(Object.fromEntries(answer.nodes.map((node) => [node.id, node.depth]))).toEqual(expected);
        expect(answer.total).toBe(answer.nodes.length);
        expect(answer.nodes.map((node) => node.depth)).toEqual(answer.nodes.map((node) => node.depth).toSorted((a, b) => a - b));
      }
    }),
    RUNS,
  );
});

test("GR3: the shortest path has as few steps as graphology's, and its edges are there and lead along it", () => {
  fc.assert(
    fc.property(anyGraph, fc.record(asked), (graph, { way, types }) => {
      putGraph(w.db, graph);
      const plain = oracle(graph, way, types);
      for (const from of graph.nodes.slice(0, 2)) {
        for (const to of graph.nodes) {
          const answer = path(from.id, to.id, { direction: way, edge_types: types });
          const expected = from.trashed || to.trashed ? null : bidirectional(plain, from.id, to.id);
          expect(answer?.hops).toBe(expected ? expected.length - 1 : undefined);
          if (answer) checkPath(graph, answer, from.id, to.id, way, types);
        }
      }
    }),
    { ...RUNS, numRuns: 300 },
  );
});

test("GR4: the strongest path costs what graphology's Dijkstra finds with cost 1/weight; edges of weight 0 are not walked", () => {
  fc.assert(
    fc.property(anyGraph, fc.record(asked), (graph, { way, types }) => {
      putGraph(w.db, graph);
      const plain = oracle(graph, way, types, ({ weight }) => weight > 0);
      for (const from of graph.nodes.slice(0, 2)) {
        for (const to of graph.nodes) {
          const answer = path(from.id, to.id, { direction: way, edge_types: types, weighted: true });
          const way_ = from.trashed || to.trashed ? null : (dijkstra.bidirectional(plain, from.id, to.id, "cost") as string[] | null);
          expect(answer === null).toBe(way_ === null);
          if (!answer || !way_) continue;
          expect(answer.cost).toBeCloseTo(costOf(plain, way_), 9);
          expect(answer.edges.reduce((sum, edge) => sum + 1 / edge.weight, 0)).toBeCloseTo(answer.cost, 9);
          checkPath(graph, answer, from.id, to.id, way, types);
        }
      }
    }),
    { ...RUNS, numRuns: 300 },
  );
});

const costOf = (plain: MultiDirectedGraph, way: readonly string[]): number =>
  way
    .slice(1)
    .reduce((sum, to, i) => sum + Math.min(...plain.outEdges(way[i], to).map((e) => plain.getEdgeAttribute(e, "cost") as number)), 0);

function checkPath(graph: TestGraph, answer: GraphPath, from: string, to: string, way: Way, types: readonly EdgeKind[] | undefined): void {
  const ids = answer.nodes.map(({ id }) => id);
  expect([ids[0], ids.at(-1)]).toEqual([from, to]);
  expect([answer.edges.length, answer.nodes.length]).toEqual([answer.hops, answer.hops + 1]);
  answer.edges.forEach((edge, i) => {
    const known = graph.edges[Number(edge.id.slice(1))]!;
    expect(edge).toMatchObject({ source_id: known.source, target_id: known.target, edge_type: known.type, weight: known.weight });
    expect(types ? types.includes(edge.edge_type) : true).toBe(true);
    const along = known.source === ids[i] && known.target === ids[i + 1];
    const against = known.target === ids[i] && known.source === ids[i + 1];
    expect((along && (way !== "in" || !known.directed)) || (against && (way !== "out" || !known.directed))).toBe(true);
  });
}

test("GR5: PageRank is what graphology computes; inbound and weight count the edges that lead to a node", async () => {
  await fc.assert(
    fc.asyncProperty(anyGraph, async (graph) => {
      putGraph(w.db, graph);
      await w.task("graph.rank");
      const answer = w.query<ImportantNode[]>("graph.importance", { limit: 1000 });
      const { ids, edges } = livingPart(graph);
      expect(answer.map(({ id }) => id).sort()).toEqual(ids.toSorted());
      const walkable = edges.filter(({ source, target, weight }) => source !== target && weight > 0);
      const expected = referenceRanks(ids, walkable);
      const library = new MultiDirectedGraph();
      for (const id of ids) library.addNode(id);
      for (const { source, target, weight, directed } of walkable) {
        library.addEdge(source, target, { weight });
        if (!directed) library.addEdge(target, source, { weight });
      }
      const known = ids.length > 0 ? pagerank(library, { getEdgeWeight: "weight", maxIterations: 1000, tolerance: 1e-10 }) : {};
      for (const node of answer) {
        expect(node.pagerank).toBeCloseTo(expected.get(node.id)!, 7);
        expect(node.pagerank).toBeCloseTo(known[node.id]!, 6);
        const leading = edges.filter(
          ({ source, target, directed }) => source !== target && (target === node.id || (!directed && source === node.id)),
        );
        expect(node.inbound).toBe(leading.length);
        expect(node.weight).toBeCloseTo(
          leading.reduce((sum, { weight }) => sum + weight, 0),
          9,
        );
      }
      for (const by of ["pagerank", "inbound", "weight"] as const) {
        const values = w.query<ImportantNode[]>("graph.importance", { by, limit: 1000 }).map((node) => node[by]);
        expect(values).toEqual(values.toSorted((a, b) => b - a));
      }
    }),
    { ...RUNS, numRuns: 300 },
  );
});

/** PageRank by the book, without a thought for speed. */
function referenceRanks(ids: readonly string[], edges: readonly TestEdge[]): Map<string, number> {
  const steps = edges.flatMap((e) => [
    [e.source, e.target, e.weight] as const,
    ...(e.directed ? [] : [[e.target, e.source, e.weight] as const]),
  ]);
  const out = new Map(ids.map((id) => [id, steps.filter(([from]) => from === id).reduce((sum, [, , weight]) => sum + weight, 0)]));
  let ranks = new Map(ids.map((id) => [id, 1 / ids.length]));
  for (let round = 0; round < 300; round++) {
    const stuck = ids.reduce((sum, id) => sum + (out.get(id) === 0 ? ranks.get(id)! : 0), 0);
    const next = new Map(ids.map((id) => [id, (0.15 + 0.85 * stuck) / ids.length]));
    for (const [from, to, weight] of steps) next.set(to, next.get(to)! + (0.85 * ranks.get(from)! * weight) / out.get(from)!);
    ranks = next;
  }
  return ranks;
}

test("GR8: the local graph holds the nearest nodes, all edges between them, and counts the rest", () => {
  fc.assert(
    fc.property(anyGraph, fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 20 }), (graph, depth, limit) => {
      putGraph(w.db, graph);
      const { edges } = livingPart(graph);
      const plain = oracle(graph, "both");
      for (const { id, trashed } of graph.nodes) {
        const answer = w.query<LocalGraph>("graph.local", { id, depth, limit });
        const far = trashed ? {} : Object.fromEntries(Object.entries(singleSourceLength(plain, id)).filter(([, d]) => d <= depth));
        expect(answer.total).toBe(Object.keys(far).length);
        expect(answer.nodes.length).toBe(Math.min(limit, answer.total));
        const shown = new Map(answer.nodes.map((node) => [node.id, node]));
        for (const node of answer.nodes) {
          expect(node.depth).toBe(far[node.id]);
          expect(node.degree).toBe(edges.filter((e) => e.source !== e.target && (e.source === node.id || e.target === node.id)).length);
        }
        const farthest = Math.max(...answer.nodes.map((node) => node.depth));
        for (const [other, d] of Object.entries(far)) if (d < farthest) expect(shown.has(other)).toBe(true);
        expect(answer.edges.length).toBe(edges.filter((e) => shown.has(e.source) && shown.has(e.target)).length);
      }
    }),
    { ...RUNS, numRuns: 300 },
  );
});

test("GR8: the map holds every living node and edge, the most important first, with and without ranks", async () => {
  await fc.assert(
    fc.asyncProperty(anyGraph, fc.boolean(), fc.integer({ min: 1, max: 12 }), async (graph, ranked, limit) => {
      putGraph(w.db, graph);
      const { ids, edges } = livingPart(graph);
      if (ranked) await w.task("graph.rank");
      const whole = w.query<GraphMap>("graph.map");
      expect(whole.nodes.map(({ id }) => id).sort()).toEqual(ids.toSorted());
      expect(whole.edges.map((e) => `${whole.nodes[e.source]!.id} ${whole.nodes[e.target]!.id} ${e.edge_type} ${e.weight}`).sort()).toEqual(
        edges.map((e) => `${e.source} ${e.target} ${e.type} ${e.weight}`).sort(),
      );
      for (const node of whole.nodes)
        expect(node.degree).toBe(edges.filter((e) => e.source !== e.target && (e.source === node.id || e.target === node.id)).length);
      const part = w.query<GraphMap>("graph.map", { limit });
      expect([part.nodes.length, part.total]).toEqual([Math.min(limit, ids.length), ids.length]);
      if (ranked) {
        const importances = whole.nodes.map((node) => node.importance);
        expect(importances).toEqual(importances.toSorted((a, b) => b - a));
        expect(part.nodes.map((node) => node.importance)).toEqual(importances.slice(0, limit));
      }
    }),
    { ...RUNS, numRuns: 300 },
  );
});

test("F6: a dense graph is walked once, not path by path, and an id that is part of another is reached", () => {
  const ids = Array.from({ length: 60 }, (_, i) => `n${i}`);
  putGraph(w.db, { nodes: nodes(...ids), edges: ids.flatMap((a) => ids.filter((b) => a < b).map((b) => link(a, b))) });
  // 60 nodes, each linked with each: paths of ten steps are beyond counting.
  expect(depths("n1", 10)).toEqual(Object.fromEntries(ids.filter((id) => id !== "n1").map((id) => [id, 1])));
  putGraph(w.db, { nodes: nodes("n1", "n10", "n100", "1"), edges: [link("n100", "n10"), link("n10", "n1"), link("n1", "1")] });
  expect(depths("n100", 10, { direction: "out" })).toEqual({ n10: 1, n1: 2, "1": 3 });
  expect(path("n100", "1")!.nodes.map(({ id }) => id)).toEqual(["n100", "n10", "n1", "1"]);
});

test("F7: undirected edges are followed from both ends, and a loop is not repeated", () => {
  const edges = [
    link("a", "b", { directed: false }),
    link("b", "b"),
    link("c", "b", { directed: false }),
    link("b", "b", { type: "NEST", directed: false }),
  ];
  putGraph(w.db, { nodes: nodes("a", "b", "c"), edges });
  for (const direction of ["both", "out", "in"]) {
    expect(depths("a", 5, { direction })).toEqual({ b: 1, c: 2 });
    expect(depths("c", 5, { direction })).toEqual({ b: 1, a: 2 });
    expect(path("a", "c", { direction })!.hops).toBe(2);
  }
});

test("F21: the graph is in the database of the device: nothing of it asks a network", () => {
  putGraph(w.db, { nodes: nodes("a", "b"), edges: [link("a", "b")] });
  const fetch = globalThis.fetch;
  globalThis.fetch = () => {
    throw new Error("asked the network");
  };
  try {
    expect([depths("a", 1), path("a", "b")!.hops]).toEqual([{ b: 1 }, 1]);
  } finally {
    globalThis.fetch = fetch;
  }
});

test("GR1: what is in the trash carries no way, and does again when it is restored", () => {
  putGraph(w.db, { nodes: nodes("a", "b", "c"), edges: [link("a", "b"), link("b", "c")] });
  w.run("node.trash", { id: "b" });
  expect([depths("a", 5), path("a", "c"), path("a", "b"), depths("b", 5)]).toEqual([{}, null, null, {}]);
  w.run("node.restore", { id: "b" });
  expect([depths("a", 5), path("a", "c")!.hops]).toEqual([{ b: 1, c: 2 }, 2]);
});

test("LQ2: a watched graph query answers anew when an edge comes, when one changes, and when a node goes to the trash", async () => {
  putGraph(w.db, { nodes: nodes("a", "b", "c"), edges: [link("a", "b")] });
  const seen: unknown[] = [];
  const end = w.host.watch("graph.connected", { id: "a", direction: "out" }, ({ result }) =>
    seen.push((result as unknown as { value: { nodes: { id: string }[] } }).value.nodes.map(({ id }) => id).join("")),
  );
  w.run("edge.create", { id: "new", edge_type: "LINK", source_id: "c", target_id: "a" });
  await w.settle();
  w.run("edge.update", { id: "new", directed: false });
  await w.settle();
  w.run("node.trash", { id: "b" });
  await w.settle();
  end();
  expect(seen).toEqual(["b", "bc", "c"]);
});

test("GR7: the figures are stale before the first ranking and after what changes the graph, not after other changes", async () => {
  putGraph(w.db, { nodes: nodes("a", "b", "c"), edges: [link("a", "b")] });
  w.db.run("DELETE FROM meta WHERE key = 'graph.rank'");
  const status = () => w.query<GraphStatus>("graph.status");
  const isStaleAfter = async (name: string, args: object) => {
    await w.task("graph.rank");
    expect(status().stale).toBe(false);
    w.run(name, args);
    return status().stale;
  };
  expect(status()).toEqual({ stale: true, nodes: 3, edges: 1, ranked_at: null });
  expect(await isStaleAfter("node.update", { id: "a", name: "Other", tags: ["x"] })).toBe(false);
  expect(await isStaleAfter("edge.update", { id: "e0", label: "says" })).toBe(false);
  expect(await isStaleAfter("edge.update", { id: "e0", weight: 2 })).toBe(true);
  expect(await isStaleAfter("edge.update", { id: "e0", directed: false })).toBe(true);
  expect(await isStaleAfter("edge.create", { id: "more", edge_type: "NEST", source_id: "b", target_id: "c" })).toBe(true);
  expect(await isStaleAfter("edge.delete", { id: "more" })).toBe(true);
  expect(await isStaleAfter("node.trash", { id: "b" })).toBe(true);
  expect(status()).toMatchObject({ nodes: 2, edges: 0 });
  expect(await isStaleAfter("note.create", { id: "d", name: "D" })).toBe(true);
});

test("GR7: ranking and placing leave no change records and nothing to undo", async () => {
  putGraph(w.db, { nodes: nodes("a", "b"), edges: [link("a", "b")] });
  const before = w.db.value<number>("SELECT count(*) FROM changes");
  const latest = w.query("undo.latest");
  await w.task("graph.rank");
  w.run("graph.place", {
    positions: [
      { id: "a", x: 1, y: -2.5 },
      { id: "gone", x: 0, y: 0 },
    ],
  });
  expect(w.query<GraphMap>("graph.map").nodes.map(({ id, x, y }) => [id, x, y])).toEqual(
    expect.arrayContaining([
      ["a", 1, -2.5],
      ["b", null, null],
    ]),
  );
  w.run("graph.forget_layout");
  expect(w.query<GraphMap>("graph.map").nodes.every(({ x }) => x === null)).toBe(true);
  expect(w.db.value("SELECT count(*) FROM changes")).toBe(before);
  expect(w.query("undo.latest")).toEqual(latest);
});

/** Of each living node its distinct other living neighbours. */
function neighbourSets(graph: TestGraph): Map<string, Set<string>> {
  const { ids, edges } = livingPart(graph);
  const sets = new Map(ids.map((id) => [id, new Set<string>()]));
  for (const { source, target } of edges) {
    if (source === target) continue;
    sets.get(source)!.add(target);
    sets.get(target)!.add(source);
  }
  return sets;
}

test("F8: similar nodes are the pairs that share a neighbour, by Jaccard, with one node and in the whole graph", async () => {
  await fc.assert(
    fc.asyncProperty(anyGraph, fc.constantFrom(0.1, 0.3, 0.5, 1), async (graph, threshold) => {
      putGraph(w.db, graph);
      const sets = neighbourSets(graph);
      const expected = new Map<string, number>();
      for (const [a, near] of sets) {
        for (const [b, others] of sets) {
          const shared = [...near].filter((id) => others.has(id)).length;
          const similarity = shared / new Set([...near, ...others]).size;
          if (a !== b && shared > 0 && similarity >= threshold) expected.set(`${a} ${b}`, similarity);
        }
      }
      const found = (pairs: readonly SimilarNodes[]) => new Map(pairs.map(({ a, b, similarity }) => [`${a.id} ${b.id}`, similarity]));
      for (const { id } of graph.nodes) {
        const own = new Map([...expected].filter(([pair]) => pair.startsWith(`${id} `)));
        expect(found(w.query("graph.similar", { id, threshold, limit: 1000 }))).toEqual(own);
      }
      await w.task("graph.rank");
      const half = new Map([...expected].filter(([pair]) => pair.split(" ")[0]! < pair.split(" ")[1]!));
      expect(found(w.query("graph.similar", { threshold, limit: 1000 }))).toEqual(half);
    }),
    { ...RUNS, numRuns: 300 },
  );
});

test("GR9: a hub pairs nothing, but what is shared is counted with it", async () => {
  const leaves = Array.from({ length: 120 }, (_, i) => `leaf${i}`);
  const edges = [...leaves.map((leaf) => link(leaf, "hub")), link("leaf0", "few"), link("leaf1", "few")];
  putGraph(w.db, { nodes: nodes("hub", "few", ...leaves), edges });
  await w.task("graph.rank");
  const pairs = w.query<SimilarNodes[]>("graph.similar", { limit: 1000 });
  expect(pairs.map(({ a, b, shared, similarity }) => [a.id, b.id, shared, similarity])).toEqual([["leaf0", "leaf1", 2, 1]]);
});

test("GR10: orphans are the nodes without another living neighbour, page by page", () => {
  fc.assert(
    fc.property(anyGraph, fc.integer({ min: 1, max: 5 }), (graph, limit) => {
      putGraph(w.db, graph);
      const expected = [...neighbourSets(graph)].filter(([, near]) => near.size === 0).map(([id]) => id);
      const seen: string[] = [];
      for (let after: object | undefined; ;) {
        const page = w.query<OrphanPage>("graph.orphans", { limit, after });
        expect(page.total).toBe(expected.length);
        seen.push(...page.rows.map(({ id }) => id));
        if (!page.next) break;
        after = page.next;
      }
      expect(seen.toSorted()).toEqual(expected.toSorted());
    }),
    { ...RUNS, numRuns: 300 },
  );
});

test("GR6: clusters hold connected nodes only, are found again the same, and part two groups that one edge joins", async () => {
  await fc.assert(
    fc.asyncProperty(anyGraph, async (graph) => {
      putGraph(w.db, graph);
      const ranked = async () => {
        await w.task("graph.rank");
        return Object.fromEntries(w.query<GraphMap>("graph.map").nodes.map(({ id, cluster }) => [id, cluster] as const));
      };
      const of = await ranked();
      w.db.run("DELETE FROM graph_ranks");
      expect(await ranked()).toEqual(of);
      const plain = oracle(graph, "both", undefined, ({ weight }) => weight > 0);
      for (const [id, cluster] of Object.entries(of)) {
        const reached = Object.keys(singleSourceLength(plain, id));
        expect(cluster === 0 || Object.keys(of).every((other) => of[other] !== cluster || reached.includes(other))).toBe(true);
      }
      const listed = w.query<GraphCluster[]>("graph.clusters", { limit: 100 });
      expect(listed.map(({ size }) => size)).toEqual(listed.map(({ size }) => size).toSorted((a, b) => b - a));
      for (const { cluster, size } of listed) expect(Object.values(of).filter((c) => c === cluster).length).toBe(size);
    }),
    { ...RUNS, numRuns: 200 },
  );
  const group = (name: string) => Array.from({ length: 6 }, (_, i) => `${name}${i}`);
  const inside = (ids: readonly string[]) => ids.flatMap((a) => ids.filter((b) => a < b).map((b) => link(a, b)));
  putGraph(w.db, { nodes: nodes(...group("x"), ...group("y")), edges: [...inside(group("x")), ...inside(group("y")), link("x0", "y0")] });
  await w.task("graph.rank");
  const [first, second, ...others] = w.query<GraphCluster[]>("graph.clusters");
  expect([first!.size, second!.size, others.length]).toEqual([6, 6, 0]);
  expect([first!.id, second!.id].sort()).toEqual(["x5", "y5"]);
});

test("GR10: missing names are counted over the texts that link to them", () => {
  w.run("note.create", { id: "m1", name: "First", content: "[[Nowhere]] and [[Elsewhere]]" });
  w.run("note.create", { id: "m2", name: "Second", content: "[[nowhere]]" });
  w.run("note.create", { id: "m3", name: "Third", content: "[[Nowhere]]" });
  w.run("node.trash", { id: "m3" });
  const names = w
    .query<MissingName[]>("graph.missing")
    .map(({ target, count, sources }) => [target, count, sources.map(({ id }) => id).sort()]);
  expect(names).toEqual([
    ["Nowhere", 2, ["m1", "m2"]],
    ["Elsewhere", 1, ["m1"]],
  ]);
});

test("GR10: mentions are whole names outside of links and code, in texts that do not link already", () => {
  w.run("note.create", { id: "verse", name: "Blue verse", content: "" });
  w.run("note.update", { id: "verse", aliases: ["東京", "b"] });
  const contents: Record<string, string> = {
    says: "One line.\nWe sing the BLUE verse twice.\nAnother line.",
    alias: "昨日は東京へ行った。",
    links: "The blue verse, [[Blue verse]].",
    inCode: "`blue verse`",
    inLink: "[[Other|the blue verse]]",
    stem: "Blue verses are many.",
    apart: "blue and verse; b",
    trashed: "blue verse",
  };
  for (const [id, content] of Object.entries(contents)) w.run("note.create", { id, name: id, content });
  w.run("node.trash", { id: "trashed" });
  const found = w.query<Mention[]>("graph.mentions", { id: "verse" });
  expect(Object.fromEntries(found.map(({ id, context }) => [id, context]))).toEqual({
    says: "We sing the \ue000BLUE verse\ue001 twice.",
    alias: "昨日は\ue000東京\ue001へ行った。",
  });
});
