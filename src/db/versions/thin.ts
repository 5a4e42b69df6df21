const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
const MONTH = 30 * DAY;

export interface Aged {
  readonly seq: number;
  readonly at: number;
  readonly named: boolean;
}

/** How long a span of time shares one version, by its age: all of the last hour stay, then one an hour, a day, a week. */
function spanOf(age: number): number {
  if (age < HOUR) return 0;
  if (age < DAY) return HOUR;
  return age < MONTH ? DAY : WEEK;
}

/**
 * Which versions of one node go (VE4): the newest of each span stays, named ones stay always. Spans are counted from
 * 1970, so what stays today stays tomorrow. `versions` from the newest on; times in milliseconds UTC.
 */
export function surplus(versions: readonly Aged[], now: number): number[] {
  const taken = new Set<string>();
  return versions
    .filter(({ at, named }) => {
      const span = spanOf(now - at);
      const place = `${span} ${Math.floor(at / (span || 1))}`;
      if (named || span === 0) return false;
      if (!taken.has(place)) return !taken.add(place);
      return true;
    })
    .map(({ seq }) => seq);
}
