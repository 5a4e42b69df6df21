import type { SqlValue } from "../../../db/sqlite.ts";
import { jsonOf } from "../foreign/fields.data.ts";

const ID = /^[0-9a-zA-Z_-]{1,64}$/;
const LONGEST_NAME = 1000;
const LONGEST_TEXT = 32_000_000;

const isTextList = (json: unknown): boolean => {
  const list = typeof json === "string" ? jsonOf(json) : undefined;
  return Array.isArray(list) && list.every((item) => typeof item === "string");
};
const isShort = (value: SqlValue | undefined): boolean =>
  typeof value === "string" && value.length <= LONGEST_NAME && !value.includes("\0");

/** What the commands would have refused and the database does not: a row from elsewhere has to be as one that was made here. */
export function isSound(table: string, cells: Readonly<Record<string, SqlValue>>): boolean {
  if (cells["id"] !== undefined && table !== "rules" && table !== "estimation_models" && !ID.test(String(cells["id"]))) return false;
  if (table === "attachments") return isShort(cells["name"]) && isShort(cells["folder"]);
  if (table === "notes") return isTextList(cells["aliases_json"]);
  if (table !== "nodes") return true;
  const { name, folder, content, tags } = cells;
  return isShort(name) && isShort(folder) && typeof content === "string" && content.length <= LONGEST_TEXT && isTextList(tags);
}
