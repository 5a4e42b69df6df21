/** A time as a clock on the wall shows it, without saying where. */
export interface WallTime {
  readonly year: number;
  /** 1–12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const formats = new Map<string, Intl.DateTimeFormat | null>();

/** Null if the device knows no zone of this name. */
function formatOf(zone: string): Intl.DateTimeFormat | null {
  const kept = formats.get(zone);
  if (kept !== undefined) return kept;
  let format: Intl.DateTimeFormat | null = null;
  try {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
      era: "short",
    });
  } catch {
    // A name that is no zone of the IANA database.
  }
  formats.set(zone, format);
  return format;
}

export const isZone = (zone: string): boolean => formatOf(zone) !== null;

const plain = ({ year, month, day, hour, minute, second }: WallTime): number => Date.UTC(year, month - 1, day, hour, minute, second);

/** What the clocks of the zone are ahead of UTC at a moment, in milliseconds. */
function offsetAt(format: Intl.DateTimeFormat, at: number): number {
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const [year, month, day, hour, minute, second] = ["year", "month", "day", "hour", "minute", "second"].map((part) => Number(parts[part]));
  return plain({ year: year!, month: month!, day: day!, hour: hour!, minute: minute!, second: second! }) - at;
}

/**
 * Milliseconds UTC of a wall time in a zone of the IANA database, or where the device is (null). A time that the clocks skip
 * is one hour later; of one that comes twice it is the first.
 */
export function momentOf(wall: WallTime, zone: string | null): number {
  const { year, month, day, hour, minute, second } = wall;
  const format = zone === null ? null : formatOf(zone);
  if (!format) return new Date(year, month - 1, day, hour, minute, second).getTime();
  const guess = plain(wall);
  const moments = [-86_400_000, 86_400_000].map((shift) => guess - offsetAt(format, guess + shift));
  return moments.find((at) => at + offsetAt(format, at) === guess) ?? moments[0]!;
}
