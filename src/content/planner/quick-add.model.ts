import { addDays, type Day, dayAt, floorTo, hourOf, weekdayOf } from "../../base/days.ts";

export type Priority = "low" | "medium" | "high";

export interface QuickTodo {
  readonly name: string;
  readonly tags: string[];
  /** End of the working day on that date, milliseconds UTC. */
  readonly due_at: number | null;
  readonly estimated_hours: number | null;
  readonly priority: Priority | null;
  /** Name of the project that was meant, as it was typed. */
  readonly project: string | null;
}

const HOUR_OF_DUE = 17;
const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const PRIORITIES: Readonly<Record<string, Priority>> = { low: "low", l: "low", medium: "medium", m: "medium", high: "high", h: "high" };

/** A sign counts at the beginning of a word only, so `a@b.c` and `C#` are words. A name in quotes may hold spaces. */
const SIGNS = /(^|\s)([#@~!>])(?:"([^"]+)"|(\S+))/gu;

/**
 * `Mix the chorus #mix @fri ~2h !high >"Salt Lantern"`: tags, due date, hours, priority and project of a todo (PL6).
 * What is not understood stays in the name. `now`: milliseconds UTC; dates are those of the device's time zone.
 */
export function parseQuickAdd(text: string, now: number): QuickTodo {
  const found = {
    tags: [] as string[],
    due_at: null as number | null,
    hours: null as number | null,
    priority: null as Priority | null,
    project: null as string | null,
  };
  const take = (sign: string, word: string): boolean => {
    if (sign === "#") return found.tags.push(word.replace(/,$/, "")) > 0;
    if (sign === "@") return (found.due_at = dueAt(word, now)) !== null;
    if (sign === "~") return (found.hours = hoursOf(word)) !== null;
    if (sign === "!") return (found.priority = PRIORITIES[word.toLowerCase()] ?? null) !== null;
    return (found.project = word) !== "";
  };
  const kept = { due_at: found.due_at, hours: found.hours, priority: found.priority };
  const name = text.replace(SIGNS, (whole: string, space: string, sign: string, quoted: string | undefined, word: string | undefined) => {
    if (take(sign, quoted ?? word!)) {
      Object.assign(kept, { due_at: found.due_at, hours: found.hours, priority: found.priority });
      return space;
    }
    Object.assign(found, kept);
    return whole;
  });
  return {
    name: name.replace(/\s+/g, " ").trim(),
    tags: found.tags,
    due_at: found.due_at,
    estimated_hours: found.hours,
    priority: found.priority,
    project: found.project,
  };
}

/** `2h`, `1.5h`, `1,5`, `90m`, `1h30m`; null if it is none of them. */
function hoursOf(word: string): number | null {
  const plain = /^(\d+(?:[.,]\d+)?)h?$/i.exec(word);
  if (plain) return Number(plain[1]!.replace(",", "."));
  const minutes = /^(?:(\d+)h)?(\d+)m(?:in)?$/i.exec(word);
  return minutes && Number(minutes[1] ?? 0) + Number(minutes[2]) / 60;
}

/** `today`, `tomorrow`, `fri`, `+3`, `2w`, `2026-12-24`: only what can be read in one way. */
function dueAt(word: string, now: number): number | null {
  const day = dueDay(word.toLowerCase(), dayAt(now));
  return day === null ? null : hourOf(day, HOUR_OF_DUE);
}

function dueDay(word: string, today: Day): Day | null {
  if (word === "today" || word === "tod") return today;
  if (word === "tomorrow" || word === "tom") return addDays(today, 1);
  if (word === "nextweek") return addDays(floorTo("week", today, 1), 7);
  const ahead = /^\+?(\d{1,3})(d|w)?$/.exec(word);
  if (ahead && (word.startsWith("+") || ahead[2])) return addDays(today, Number(ahead[1]) * (ahead[2] === "w" ? 7 : 1));
  if (/^\d{4}-\d\d-\d\d$/.test(word) && addDays(word, 0) === word) return word;
  const weekday = word.length >= 3 ? WEEKDAYS.findIndex((name) => name.startsWith(word)) : -1;
  return weekday < 0 ? null : addDays(today, (weekday - weekdayOf(today) + 7) % 7 || 7);
}
