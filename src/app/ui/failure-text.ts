import { Refusal } from "../../base/result.ts";

/** The sentence for the person: an expected failure brings its own; anything else is a bug and says so. */
export function failureText(error: unknown): string {
  if (error instanceof Refusal) return error.failure.message;
  console.error(error);
  return "Something went wrong in Atelier itself. What was saved before is safe. Reload the page and try again.";
}

/** True if the person ended the work. */
export const wasCancelled = (error: unknown): boolean => error instanceof Refusal && error.failure.type === "Cancelled";
