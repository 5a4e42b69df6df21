/** `CROSS JOIN` keeps the index outside: it gives its rows in order, and LIMIT ends the walk. */
const MATCHING = "FROM node_fts CROSS JOIN nodes AS n ON n.pk = node_fts.rowid WHERE node_fts MATCH ?";

export const FIND_SQL = {
  count: `SELECT count(*) FROM (
    SELECT 1 FROM node_fts WHERE node_fts MATCH ? AND rowid NOT IN (SELECT pk FROM nodes WHERE deleted_at IS NOT NULL) LIMIT ?)`,
  titled: `SELECT n.pk, n.name FROM node_names AS m CROSS JOIN nodes AS n ON n.id = m.node_id
    WHERE m.key >= ? AND m.key < ? AND n.deleted_at IS NULL ORDER BY m.key LIMIT ?`,
  /** Goes from one content type to the next by its index. */
  severalTypes: `SELECT min(node_type) < max(node_type) FROM (
    SELECT (SELECT min(node_type) FROM nodes WHERE deleted_at IS NULL) AS node_type
    UNION ALL SELECT (SELECT max(node_type) FROM nodes WHERE deleted_at IS NULL))`,
  newest: `SELECT n.pk, n.name ${MATCHING} AND n.deleted_at IS NULL ORDER BY node_fts.rowid DESC LIMIT ?`,
} as const;

/** Statements that take the conditions of a query (`filter-sql.ts`). */
export const findSql = (where: string) => {
  const among = `${MATCHING} AND +node_fts.rowid IN (SELECT n.pk FROM nodes AS n WHERE ${where})`;
  return {
    ranked: `SELECT n.pk, n.name ${MATCHING} AND ${where} ORDER BY node_fts.rank LIMIT ?`,
    rankedByRare: `SELECT n.pk, n.name ${MATCHING} AND ${where}
      AND +node_fts.rowid IN (SELECT rowid FROM node_fts WHERE node_fts MATCH ?) ORDER BY node_fts.rank LIMIT ?`,
    count: `SELECT count(*) FROM (SELECT 1 ${MATCHING} AND ${where} LIMIT ?)`,
    newest: `SELECT n.pk, n.name ${MATCHING} AND ${where} ORDER BY node_fts.rowid DESC LIMIT ?`,
    newestAmong: `SELECT n.pk, n.name ${among} ORDER BY node_fts.rowid DESC LIMIT ?`,
    countAmong: `SELECT count(*) FROM (SELECT 1 ${among} LIMIT ?)`,
    recent: `SELECT n.pk, n.name FROM nodes AS n WHERE ${where} ORDER BY n.modified_at DESC, n.id DESC LIMIT ?`,
    recentWithout: `SELECT n.pk, n.name FROM nodes AS n WHERE ${where} AND n.pk NOT IN (SELECT rowid FROM node_fts WHERE node_fts MATCH ?)
      ORDER BY n.modified_at DESC, n.id DESC LIMIT ?`,
    types: `SELECT node_type, count(*) AS count FROM (SELECT n.node_type ${MATCHING} AND ${where} ORDER BY node_fts.rowid DESC LIMIT ?) GROUP BY node_type`,
    typesFiltered: `SELECT node_type, count(*) AS count FROM (SELECT n.node_type FROM nodes AS n WHERE ${where} LIMIT ?) GROUP BY node_type`,
    countFiltered: `SELECT count(*) FROM (SELECT 1 FROM nodes AS n WHERE ${where} LIMIT ?)`,
  } as const;
};
