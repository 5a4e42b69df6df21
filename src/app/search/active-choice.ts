/** The choice at this place, or the last when there are fewer; 0 while there are none. */
export const withinChoices = (place: number, count: number): number => Math.max(0, Math.min(place, count - 1));

/** One step goes round at the ends, more steps stop there. While nothing is there to choose from, the first stays the one. */
export function stepped(place: number, step: number, count: number): number {
  const isOne = Math.abs(step) === 1 && count > 0;
  return isOne ? (place + step + count) % count : withinChoices(place + step, count);
}
