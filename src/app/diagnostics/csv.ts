/** A value of the database as it is shown: bytes by their number, the empty value as NULL. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return "NULL";
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  return String(value as string | number | bigint);
}

/** RFC 4180. A text that a spreadsheet would take for a formula begins with an apostrophe. */
export function toCsv(columns: readonly string[], rows: readonly Record<string, unknown>[]): string {
  const lines = rows.map((row) => columns.map((name) => field(row[name])).join(","));
  return [columns.map(quoted).join(","), ...lines].join("\r\n");
}

function field(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value !== "string") return quoted(cellText(value));
  return quoted(/^[=+\-@\t\r]/.test(value) ? `'${value}` : value);
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
