const count = new Intl.NumberFormat();

/** "1 note", "1,200 notes". */
export const plural = (n: number, one: string, many: string): string => `${count.format(n)} ${n === 1 ? one : many}`;
