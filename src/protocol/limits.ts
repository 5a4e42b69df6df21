/** The version of the wire. A server answers `upgrade_required` to any other. */
export const PROTOCOL = 1;

/** What one request may hold (PR9). Bytes of values and records are those of their JSON as UTF-8. */
export const LIMITS = {
  opsPerPush: 500,
  writesPerOp: 1_000,
  /** As it is sent, compressed or not. */
  bodyBytes: 1_048_576,
  /** After unpacking. */
  unpackedBytes: 16_777_216,
  valueBytes: 262_144,
  recordBytes: 1_048_576,
  columnsPerRecord: 200,
  spacesPerPull: 100,
  recordsPerPage: 2_000,
  /** A page ends after the seq that goes beyond it. */
  pageBytes: 4_194_304,
} as const;
