import type { ErrorAnswer, WireErrorType, WireError } from "../protocol/errors.ts";

/** One request to the server; rejects if it cannot be reached. */
export type Wire = (
  method: string,
  path: string,
  body?: unknown,
) => Promise<{ readonly status: number; readonly body: unknown; readonly retryAfter: number | null }>;

/** The server said no, or nothing. */
export class WireFailure extends Error {
  readonly type: WireErrorType | "unreachable";
  /** Seconds to wait at least. */
  readonly retryAfter: number;
  readonly error: WireError | null;
  constructor(error: WireError | null, retryAfter = 0) {
    super(error?.message ?? "The server does not answer. What you wrote is safe here and is sent as soon as it does.");
    this.name = "WireFailure";
    this.type = error?.type ?? "unreachable";
    this.retryAfter = retryAfter;
    this.error = error;
  }
}

/** Only a success status is a success; an answer that is none of the protocol's counts as no answer. */
export async function ask<T>(wire: Wire, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await wire(method, path, body).catch(() => null);
  if (!answer) throw new WireFailure(null);
  if (answer.status >= 200 && answer.status < 300 && typeof answer.body === "object" && answer.body !== null) return answer.body as T;
  const error = (answer.body as Partial<ErrorAnswer> | null)?.error;
  throw new WireFailure(typeof error?.type === "string" ? error : null, answer.retryAfter ?? error?.retry_after ?? 0);
}
