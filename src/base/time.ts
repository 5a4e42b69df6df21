/** Milliseconds since 1970-01-01 UTC; injected everywhere, so that tests own time. */
export type Clock = () => number;
