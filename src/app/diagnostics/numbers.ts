const whole = new Intl.NumberFormat();
const percents = new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 1 });
const fine = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 2 });

export const count = (number: number): string => whole.format(number);
export const percent = (part: number, all: number): string => percents.format(all === 0 ? 0 : part / all);
/** Milliseconds, as exact as they were measured. */
export const milliseconds = (ms: number): string => `${ms >= 100 ? whole.format(Math.round(ms)) : fine.format(ms)} ms`;
