import * as v from "valibot";

/** A function of the contract: what it takes (validated at the worker's door), what it answers, one sentence of documentation. */
export interface Spec<Args extends v.GenericSchema = v.GenericSchema, Result = unknown> {
  readonly doc: string;
  readonly args: Args;
  /** Arguments that the page mints when they are absent (UUIDv7), so that a replay gives the same rows. */
  readonly mints: readonly string[];
  /** What the answer looks like, in words; shown in `docs/scripting.md`. */
  readonly answers: string;
  /** Type only: carries the result type of the contract. */
  readonly result?: Result;
}

export interface Model {
  readonly name: string;
  readonly doc: string;
  readonly commands: Record<string, Spec>;
  readonly queries: Record<string, Spec>;
  readonly tasks: Record<string, Spec>;
}

interface SpecBuilder<Args extends v.GenericSchema> {
  answers<Result>(answers: string): Spec<Args, Result>;
}

/** Declares a command, query or task: `spec('Creates a note.', {…}).answers<NoteId>('its id')`. */
export function spec<const Entries extends v.ObjectEntries>(
  doc: string,
  entries: Entries,
): SpecBuilder<v.StrictObjectSchema<Entries, undefined>> {
  const mints = Object.keys(entries).filter((key) => MINTED.has(entries[key] as object));
  return { answers: (answers) => ({ doc, args: v.strictObject(entries), mints, answers }) };
}

/** Identity with inference: keeps the literal names of commands, queries and tasks. */
export const model = <const M extends Model>(m: M): M => m;

export const id = v.pipe(v.string(), v.regex(/^[0-9a-zA-Z_-]{1,64}$/, "An id is 1–64 letters, digits, - or _."));
/** The id of something that the command makes: minted by the page when absent. */
export const newId = v.optional(id);
const MINTED = new Set<object>([newId]);

export const flag = v.boolean();
export const millis = v.pipe(v.number(), v.integer());
export const limit = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)), 50);
/** A single line that a person typed: trimmed, at most 1,000 characters, no control characters. */
export const line = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(1000, "At most 1,000 characters."),
  v.check((text) => !CONTROL.test(text), "Control characters are not allowed here."),
);
/** Text of any length up to 32 million characters. */
export const text = v.pipe(v.string(), v.maxLength(32_000_000, "A text holds at most 32 million characters."));
export const tags = v.pipe(v.array(v.pipe(line, v.minLength(1))), v.maxLength(200, "At most 200 tags."));
// oxlint-disable-next-line no-control-regex -- this is the check that keeps control characters out
const CONTROL = /[\u0000-\u001f\u007f]/;

export type ArgsOf<S> = S extends Spec<infer A, unknown> ? v.InferInput<A> : never;
export type CheckedArgsOf<S> = S extends Spec<infer A, unknown> ? v.InferOutput<A> : never;
export type ResultOf<S> = S extends Spec<v.GenericSchema, infer R> ? R : never;
