import type { WireError, WireErrorType } from "../../src/protocol/errors.ts";

/** How server code reports an expected failure: thrown, rolled back with its transaction, answered as `{error}`. */
export class WireRefusal extends Error {
  readonly error: WireError;
  constructor(type: WireErrorType, message: string, details: Omit<WireError, "type" | "message"> = {}) {
    super(message);
    this.name = "WireRefusal";
    this.error = { type, message, ...details };
  }
}
