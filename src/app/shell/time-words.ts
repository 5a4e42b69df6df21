const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" });

/** How long ago something was, in words: "5 minutes ago", "yesterday"; after a month its date. Times are milliseconds UTC. */
export function ageOf(at: number, now: number): string {
  const age = now - at;
  if (age < MINUTE) return "just now";
  if (age < HOUR) return relative.format(-Math.floor(age / MINUTE), "minute");
  if (age < DAY) return relative.format(-Math.floor(age / HOUR), "hour");
  if (age < 30 * DAY) return relative.format(-Math.floor(age / DAY), "day");
  return day.format(at);
}

const UNITS = ["bytes", "kB", "MB", "GB"] as const;

/** A size in the largest unit that keeps it above one: "1.4 MB". */
export function sizeOf(bytes: number): string {
  const unit = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  return `${new Intl.NumberFormat(undefined, { maximumFractionDigits: unit > 1 ? 1 : 0 }).format(bytes / 1000 ** unit)} ${UNITS[unit]}`;
}
