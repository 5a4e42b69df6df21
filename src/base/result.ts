/** An expected failure: data, never an exception (Comlink keeps only message, name and stack of an error). */
export interface Failure {
  readonly type: string;
  /** One sentence for the person: what happened, what is safe, what to do. */
  readonly message: string;
}

export type Outcome<T = unknown> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure };

export const ok = <T>(value: T): Outcome<T> => ({ ok: true, value });
export const fail = (type: string, message: string): { readonly ok: false; readonly error: Failure } => ({
  ok: false,
  error: { type, message },
});

/**
 * How code that is deep in a transaction reports an expected failure: thrown inside the engine only, rolled back to
 * the command's savepoint, and turned into `{ok: false, error}` before it leaves the worker.
 */
export class Refusal extends Error {
  readonly failure: Failure;
  constructor(type: string, message: string) {
    super(message);
    this.name = "Refusal";
    this.failure = { type, message };
  }
}
