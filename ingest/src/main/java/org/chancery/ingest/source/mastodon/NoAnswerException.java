package org.chancery.ingest.source.mastodon;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A server gave nothing to use. It ends a visit and goes no further. */
final class NoAnswerException extends Exception {
  private static final long serialVersionUID = 1;

  /** Why, as far as the visit cares. */
  enum Kind {
    /** 404: no such thing. */
    MISSING,
    /** 410: no more. */
    GONE,
    /** 401, 403: not without a token. */
    DENIED,
    /** Not now. */
    LATER,
    /** The server answered what cannot be used. */
    TROUBLE,
    /** It did not answer. */
    SILENT
  }

  private final Kind kind;
  private final String cause;
  private final transient @Nullable Instant until;

  /**
   * @param cause stable, to be counted
   * @param until when to come again, where that was said
   */
  NoAnswerException(Kind kind, String cause, String detail, @Nullable Instant until) {
    super(detail);
    this.kind = kind;
    this.cause = cause;
    this.until = until;
  }

  Kind kind() {
    return kind;
  }

  String cause() {
    return cause;
  }

  @Nullable Instant until() {
    return until;
  }

  /** Whether it is not there, or not any more. */
  boolean isAbsent() {
    return kind == Kind.MISSING || kind == Kind.GONE;
  }

  /** Cause and detail, one line. */
  String line() {
    return cause + ": " + getMessage();
  }
}
