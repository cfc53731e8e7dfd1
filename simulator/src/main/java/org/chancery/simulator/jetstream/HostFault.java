package org.chancery.simulator.jetstream;

/** What a host does wrong in one connection. */
public enum HostFault {
  /** The connection ends without a close frame. */
  CUT,
  /** The last frame ends in the middle, and the connection with it. */
  TORN,
  /** A frame of more than a megabyte comes between. */
  HUGE,
  /** Frames that are no JSON, or no frame, come between. */
  LYING,
  /** Each frame comes twice. */
  DUPLICATED,
  /** Neighbours come in the wrong order. */
  OUT_OF_ORDER,
  /** Of the last two the second comes first, and the first not at all. */
  OVERTAKEN,
  /** Frames come byte by byte. */
  SLOW,
  /** Nothing comes at all, then the connection ends. */
  SILENT,
  /** The host says {@code ConsumerTooSlow} behind the last frame (not the first version). */
  TOO_SLOW,
  /** The upgrade is refused with 503. */
  REFUSED,
  /**
   * The number asked for is too old: 400 (second version), or a word in the stream. Comes by
   * itself.
   */
  CURSOR_TOO_OLD,
  /** History begins later than was asked (first version). Comes by itself. */
  CLAMPED,
  /** The number asked for was never given (raw stream): a word and the end. Comes by itself. */
  FUTURE_CURSOR
}
