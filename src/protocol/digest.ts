/**
 * The digest of a space (PR6): the sum of a hash over every cell's place and clock, 64 bits as 16 hexadecimal digits. Adding and
 * taking away cells is cheap, the order does not matter, and values are not read. Client and server with the same cells have
 * the same digest. It finds faults, it does not resist attackers.
 */
export class Digest {
  #low: number;
  #high: number;
  constructor(text = "0000000000000000") {
    this.#high = parseInt(text.slice(0, 8), 16);
    this.#low = parseInt(text.slice(8), 16);
  }

  /** One cell went from the clock `before` (none: it is new) to `after` (none: it is gone). */
  change(table: string, id: string, column: string, before: string | undefined, after: string | undefined): void {
    if (before) this.#add(`${table} ${id} ${column} ${before}`, -1);
    if (after) this.#add(`${table} ${id} ${column} ${after}`, 1);
  }

  toString(): string {
    return [this.#high, this.#low].map((lane) => lane.toString(16).padStart(8, "0")).join("");
  }

  #add(text: string, sign: 1 | -1): void {
    let a = 0x9e3779b9;
    let b = 0x85ebca6b;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      a = Math.imul(a ^ unit, 0x01000193);
      b = Math.imul((b << 5) ^ (b >>> 27) ^ unit, 0x27d4eb2f);
    }
    this.#low = (this.#low + sign * mix(a ^ (b >>> 15))) >>> 0;
    this.#high = (this.#high + sign * mix(b ^ (a >>> 13))) >>> 0;
  }
}

/** Spreads every bit over the whole word, so that sums of similar cells do not cancel out. */
function mix(word: number): number {
  let x = word;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}
