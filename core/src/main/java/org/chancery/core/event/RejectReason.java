package org.chancery.core.event;

/** Why a piece of input could not be used. Names are stable: they stand in files and the API. */
public enum RejectReason {
  /** Not JSON, CSV or XML as announced. */
  MALFORMED,
  /** Deeper, longer or more than the limits allow. */
  TOO_LARGE,
  /** No id of the post. */
  NO_ID,
  /** No account of the author. */
  NO_ACCOUNT,
  /** No time of creation. */
  NO_TIMESTAMP,
  /** A time that cannot be read. */
  BAD_TIMESTAMP,
  /** A time before the network existed or in the future. */
  TIME_OUT_OF_RANGE,
  /** A number, flag or address that is none. */
  BAD_VALUE,
  /** A record of a type that is not known. */
  UNKNOWN_TYPE,
  /** A row with more or fewer fields than its header. */
  WRONG_FIELD_COUNT
}
