export type SortKey = "name" | "degree" | "importance";

interface Sorted {
  readonly id: string;
  readonly name: string;
  readonly degree: number;
  readonly importance: number;
}

const names = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/** Places of the nodes in the order that the list shows: names upwards, numbers downwards; equal ones by the other number, then by name. */
export function sortNodes(nodes: readonly Sorted[], by: SortKey): number[] {
  const [first, second] = by === "degree" ? (["degree", "importance"] as const) : (["importance", "degree"] as const);
  const compare = (a: Sorted, b: Sorted) =>
    (by === "name" ? 0 : b[first] - a[first] || b[second] - a[second]) || names.compare(a.name, b.name) || (a.id < b.id ? -1 : 1);
  return nodes.map((_, i) => i).sort((a, b) => compare(nodes[a]!, nodes[b]!));
}
