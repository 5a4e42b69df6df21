/** Throws when an invariant of the code itself is broken: a bug, not something a person did. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Broken invariant: ${message}`);
}
