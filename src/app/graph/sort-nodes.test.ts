import { expect, test } from "vitest";
import { sortNodes } from "./sort-nodes.ts";

const NODES = [
  { id: "1", name: "Session 10", degree: 2, importance: 0.1 },
  { id: "2", name: "session 2", degree: 5, importance: 0.1 },
  { id: "3", name: "Album", degree: 1, importance: 0.7 },
];

test("GV5: by importance, the links deciding between equals", () => expect(sortNodes(NODES, "importance")).toEqual([2, 1, 0]));
test("GV5: by links", () => expect(sortNodes(NODES, "degree")).toEqual([1, 0, 2]));
test("GV5: by name, numbers as numbers", () => expect(sortNodes(NODES, "name")).toEqual([2, 1, 0]));
