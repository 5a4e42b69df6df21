/** One note of the sample workspace; `age` is in days before the moment it is added. */
export interface SampleNote {
  readonly name: string;
  readonly folder: string;
  readonly tags: readonly string[];
  readonly aliases?: readonly string[];
  readonly age: number;
  readonly favorite?: boolean;
  readonly content: string;
}
