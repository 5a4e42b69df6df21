/** Progress of long work, in things done; `total` is 0 while it is not known yet. */
export interface Progress {
  readonly phase: string;
  readonly done: number;
  readonly total: number;
}
