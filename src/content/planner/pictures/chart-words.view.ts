const NUMBER = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });
const SHORT = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const WEEKDAY = new Intl.DateTimeFormat(undefined, { weekday: "short" });
/** A Monday, to name the days of a week by. */
const SOME_MONDAY = new Date(2026, 0, 5, 12);

export const numberWords = (value: number): string => NUMBER.format(value);
export const dayWords = (at: number): string => SHORT.format(at);

/** 0 is Monday. */
export const weekdayWords = (weekday: number): string =>
  WEEKDAY.format(new Date(SOME_MONDAY.getFullYear(), SOME_MONDAY.getMonth(), SOME_MONDAY.getDate() + weekday, 12));
