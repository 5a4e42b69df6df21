/** An object of a file that somebody else wrote: nothing about it is certain. */
export type Fields = Readonly<Record<string, unknown>>;

const CONTROL = /[\s\p{Cc}]+/gu;
const LONGEST_LINE = 1000;

export const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);

/** The first of these keys that the object has and that holds something. */
export function field(from: Fields, ...keys: readonly string[]): unknown {
  const key = keys.find((one) => Object.hasOwn(from, one) && from[one] !== null && from[one] !== undefined);
  return key === undefined ? undefined : from[key];
}

export const list = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);

/** Text of any length; null if it is none or empty. */
export function textOf(value: unknown): string | null {
  const text = typeof value === "string" ? value : typeof value === "number" || typeof value === "bigint" ? String(value) : "";
  return text.trim() === "" ? null : text;
}

/** One line as a person would type it; null if nothing is left. */
export function lineOf(value: unknown): string | null {
  const text = textOf(value)?.replace(CONTROL, " ").trim();
  return text ? [...text].slice(0, LONGEST_LINE).join("") : null;
}

/** Tags from a list, from JSON that holds a list, or from text between commas. */
export function tagsOf(value: unknown): string[] {
  if (typeof value === "string") {
    const parsed = value.trimStart().startsWith("[") ? jsonOf(value) : undefined;
    return tagsOf(parsed === undefined ? value.split(",") : parsed);
  }
  return Array.isArray(value) ? value.flatMap((tag) => lineOf(tag) ?? []).slice(0, 200) : [];
}

export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

export const numberOf = (value: unknown): number | null => {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
};

/** Hours as the planner keeps them. */
export const hoursOf = (value: unknown): number | null => {
  const hours = numberOf(value);
  return hours === null || hours < 0 ? null : Math.min(hours, 10_000);
};

/** Seconds below this are a date before 5138, milliseconds below it one before 1973: nobody means either (F20). */
const SECONDS = 1e11;
const LAST = 8.64e15;

/** Milliseconds or seconds since 1970, or text in a form of ISO 8601, which without a zone is UTC. */
export function timeOf(value: unknown): number | null {
  if (typeof value === "bigint") return timeOf(Number(value));
  if (typeof value === "number") return sane(Math.abs(value) < SECONDS ? value * 1000 : value);
  if (typeof value !== "string") return null;
  const text = value.trim();
  if (/^-?\d{9,16}(?:\.\d+)?$/.test(text)) return timeOf(Number(text));
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return null;
  const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(text.slice(10));
  return sane(Date.parse(text.length > 10 && !zoned ? `${text.replace(" ", "T")}Z` : text.replace(" ", "T")));
}

const sane = (at: number): number | null => (Number.isFinite(at) && at !== 0 && Math.abs(at) <= LAST ? Math.round(at) : null);

/** One of the words that are known, whatever its case and signs. */
export function wordOf<const T extends string>(known: readonly T[], value: unknown): T | null {
  const word = typeof value === "string" ? value.toLowerCase().replace(/[^a-z]/g, "") : "";
  return known.find((one) => one === word) ?? null;
}
