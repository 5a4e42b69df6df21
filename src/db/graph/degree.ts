import { alive } from "./neighbours.ts";

/** How many edges a node has to other nodes that are not in the trash, as part of a statement. */
export const degreeSql = (pk: string): string =>
  `(SELECT count(*) FROM edge_ends e WHERE e.node = ${pk} AND e.other <> ${pk} AND ${alive("e.other")})`;
