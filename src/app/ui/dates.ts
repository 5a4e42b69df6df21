const TIME = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const WEEKDAY = new Intl.DateTimeFormat(undefined, { weekday: "short" });
const DAY = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const DATE = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" });
const WHOLE = new Intl.DateTimeFormat(undefined, { dateStyle: "long", timeStyle: "short" });
const DAY_MS = 86_400_000;

/** As short as it can be understood: `14:05` today, `Tue` this week, `3 Mar` this year, `3 Mar 2024` before. */
export function shortWhen(at: number, now: number): string {
  const then = new Date(at);
  const today = new Date(now);
  const days = Math.round((new Date(now).setHours(0, 0, 0, 0) - new Date(at).setHours(0, 0, 0, 0)) / DAY_MS);
  if (days === 0) return TIME.format(then);
  if (days === 1) return "Yesterday";
  if (days > 1 && days < 7) return WEEKDAY.format(then);
  return (then.getFullYear() === today.getFullYear() ? DAY : DATE).format(then);
}

export const wholeWhen = (at: number): string => WHOLE.format(at);
