/** One step of the algorithm on plain matrices; the package types its entry only. */
declare module "graphology-layout-forceatlas2/iterate.js" {
  const iterate: (settings: Readonly<Record<string, number | boolean>>, nodes: Float32Array, edges: Float32Array) => object;
  export default iterate;
}
