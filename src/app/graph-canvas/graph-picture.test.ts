import { describe, expect, test } from "vitest";
import { indexPicture, radiiOf, type GraphPicture } from "./graph-picture.ts";
import { groupNodes, regionsOf } from "./groups.ts";
import { litAround, litPath } from "./scene.ts";
import type { EdgeType } from "../../content/spine/spine.model.ts";

const node = (id: string, more: Partial<GraphPicture["nodes"][number]> = {}) => ({
  ...{ id, node_type: "note", name: id.toUpperCase(), degree: 0, cluster: 0, importance: 0, x: null, y: null },
  ...more,
});
const edge = (source: number, target: number, type: EdgeType = "LINK") => ({ source, target, edge_type: type, weight: 1 });

test("an index knows both ends of an edge, and a self loop once", () => {
  const { at, neighbours } = indexPicture({ nodes: [node("a"), node("b")], edges: [edge(0, 1), edge(1, 1)] });
  expect(at.get("b")).toBe(1);
  expect(neighbours(0)).toEqual([{ node: 1, edge: 0 }]);
  expect(neighbours(1)).toEqual([
    { node: 0, edge: 0 },
    { node: 1, edge: 1 },
  ]);
});

test("GV2: the area of a node grows with its importance; before there are ranks, with its links", () => {
  const ranked = radiiOf({ nodes: [node("a", { importance: 0.5 }), node("b", { importance: 0.1, degree: 99 })], edges: [] });
  expect(ranked[0]!).toBeGreaterThan(ranked[1]!);
  const unranked = radiiOf({ nodes: [node("a"), node("b", { degree: 3 })], edges: [] });
  expect(unranked[1]!).toBeGreaterThan(unranked[0]!);
});

describe("GV2: groups", () => {
  const many = Array.from({ length: 40 }, (_, i) => node(`n${i}`, { cluster: 1 + Math.floor(i / 4), importance: i }));

  test("clusters: the largest first, eight at most with a hue, the rest in one group without", () => {
    const picture = { nodes: [...many, node("alone", { cluster: 99 })], edges: [] };
    const { groups, looks } = groupNodes(picture, "cluster");
    expect(groups).toHaveLength(9);
    expect(groups.at(-1)).toMatchObject({ key: "", token: "--color-text-faint" });
    expect(groups.reduce((sum, { nodes }) => sum + nodes.length, 0)).toBe(41);
    expect(new Set(groups.map(({ token }) => token)).size).toBe(9);
    expect(looks[40]!.token).toBe("--color-text-faint");
  });

  test("a cluster is named after its most important node", () => {
    const picture = { nodes: many.slice(0, 4), edges: [] };
    expect(regionsOf(picture, groupNodes(picture, "cluster"), "cluster")).toMatchObject([{ name: "N3" }]);
  });

  test("content types have a shape besides their hue, the same in every picture", () => {
    const { groups } = groupNodes({ nodes: [node("a"), node("b", { node_type: "view" })], edges: [] }, "type");
    expect(groups.map(({ key, shape }) => [key, shape])).toEqual([
      ["note", "disc"],
      ["view", "diamond"],
    ]);
  });
});

describe("GV4: what is lit", () => {
  const picture = { nodes: ["a", "b", "c", "d"].map((id) => node(id)), edges: [edge(0, 1), edge(1, 2, "NEST"), edge(0, 2)] };
  const index = indexPicture(picture);

  test("a node with its neighbours, by the edges that are shown", () => {
    expect(litAround({ picture, index, hidden: new Set() }, 1)).toEqual({ center: 1, nodes: new Set([1, 0, 2]), edges: [0, 1] });
    expect(litAround({ picture, index, hidden: new Set(["NEST"]) }, 1)).toEqual({ center: 1, nodes: new Set([1, 0]), edges: [0] });
  });

  test("a path: its nodes in order and the edges between them; nodes that are not in the picture are left out", () => {
    expect(litPath(index, ["c", "b", "a", "elsewhere"], picture)).toEqual({ nodes: new Set([2, 1, 0]), edges: [0, 1], path: [2, 1, 0] });
  });
});
