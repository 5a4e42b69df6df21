import { alive } from "./neighbours.ts";

/** How many edges a node has to other nodes that are not in the trash, as part of a statement. */
export const degreeSql = (id: string): string =>
  `((SELECT count(*) FROM edges e WHERE e.source_id = ${id} AND e.target_id <> ${id} AND ${alive("e.target_id")})
    + (SELECT count(*) FROM edges e WHERE e.target_id = ${id} AND e.source_id <> ${id} AND ${alive("e.source_id")}))`;
