/** One note of the sample workspace; `age` is in days before the moment it is added, and so is all that has a date. */
export interface SampleNote extends SampleFacts {
  readonly name: string;
  readonly folder: string;
  readonly tags: readonly string[];
  readonly aliases?: readonly string[];
  readonly age: number;
  readonly favorite?: boolean;
  readonly content: string;
}

/** What calendar, board and map show. Days count from today in the local time zone: negative ones are past. */
export interface SampleFacts {
  readonly status?: "idea" | "waiting" | "in progress" | "confirmed" | "done";
  readonly priority?: number;
  /** By the end of that working day. */
  readonly due?: number;
  readonly done?: number;
  /** Day and hour of the beginning; length in hours. */
  readonly event?: { readonly day: number; readonly hour: number; readonly hours: number };
  readonly place?: Place;
}

interface Place {
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
}
