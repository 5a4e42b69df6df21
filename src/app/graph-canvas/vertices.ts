/** Writes the same values for each corner of a thing, each followed by its corner: what is drawn as triangles has no instances. */
export function writeVertices(
  array: Float32Array,
  start: number,
  values: readonly number[],
  corners: readonly (readonly [number, number])[],
): void {
  let at = start;
  for (const corner of corners) {
    for (const value of values) array[at++] = value;
    array[at++] = corner[0];
    array[at++] = corner[1];
  }
}
