/** Every error of the wire, with its status; the sentence beside it is for people (PR10). */
export const ERRORS = {
  /** The request is not what the protocol says; `path` names the place. */
  invalid_request: 400,
  /** No session, or one that ended. Clients pause and say so; nothing local is cleared. */
  unauthorized: 401,
  wrong_password: 401,
  /** A role that may not do this. */
  forbidden: 403,
  /** A cookie came with a request of another site. */
  cross_site: 403,
  registration_closed: 403,
  not_found: 404,
  /** The space does not exist, or is not yours: the same answer. */
  gone: 404,
  method_not_allowed: 405,
  /** The space was made anew (`epoch`): read it from the beginning and offer everything again. */
  epoch_changed: 409,
  /** The server has lost what you read (`head`): read from the beginning and offer everything again. */
  rewound: 409,
  /** The token is older than what the server remembers: read from the beginning. */
  too_old: 409,
  /** Two devices use one client id: take a new one. */
  client_forked: 409,
  /** Operations before this one are missing (`last_mid`). */
  gap: 409,
  name_taken: 409,
  space_taken: 409,
  last_owner: 409,
  personal_space: 409,
  invite_expired: 410,
  too_large: 413,
  unsupported_media_type: 415,
  /** The clock is ahead of the server's (`now`): stamp again. */
  hlc_future: 422,
  /** Writes that are not writes: a terminal answer to one operation. */
  invalid: 422,
  /** This version of the app (`sv` below `min_sv`), or of the protocol, is too old. */
  upgrade_required: 426,
  /** `retry_after` seconds. */
  rate_limited: 429,
  internal: 500,
  /** The database cannot be reached now; `retry_after` seconds. */
  unavailable: 503,
} as const;

export type WireErrorType = keyof typeof ERRORS;

export interface WireError {
  readonly type: WireErrorType;
  readonly message: string;
  readonly path?: string;
  readonly epoch?: string;
  readonly head?: number;
  readonly last_mid?: number;
  readonly min_sv?: number;
  readonly now?: number;
  readonly retry_after?: number;
}

/** The body of every answer that is not a success. */
export interface ErrorAnswer {
  readonly error: WireError;
}
