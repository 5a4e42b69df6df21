import type { ReadContext, WriteContext } from "../module.ts";

export type Setting = string | number | boolean | null;

export const SETTINGS_SQL = {
  set: "INSERT INTO settings (key, value_json) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value_json = excluded.value_json",
  list: "SELECT key, value_json FROM settings ORDER BY key",
};

export function setSetting(ctx: WriteContext, key: string, value: Setting): void {
  ctx.db.run(SETTINGS_SQL.set, [key, JSON.stringify(value)]);
}

export const settings = (ctx: ReadContext): Record<string, Setting> =>
  Object.fromEntries(
    ctx.db.rows<{ key: string; value_json: string }>(SETTINGS_SQL.list).map((row) => [row.key, JSON.parse(row.value_json) as Setting]),
  );
