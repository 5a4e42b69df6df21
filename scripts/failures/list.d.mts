export declare const FAILURES: ReadonlyMap<number, string>;
export declare const ANY: string;
export declare function numbersIn(title: string): number[];
