package org.chancery.ingest.source.file;

import static org.chancery.core.event.RejectReason.MALFORMED;
import static org.chancery.core.event.RejectReason.TOO_LARGE;

import java.io.IOException;
import org.chancery.core.event.Parsed;
import org.jspecify.annotations.Nullable;

/** Records that are JSON texts: a slice of a buffer, valid until the next one. */
abstract class JsonFrames implements Frames {
  final ByteWindow window;
  private long line;
  private int from;
  private int to;
  private Parsed.@Nullable Rejected problem;

  JsonFrames(ByteWindow window) {
    this.window = window;
  }

  @Override
  public abstract boolean next() throws IOException;

  /** Takes what was read since the mark as the record, {@code less} bytes off its end. */
  final boolean frame(long beginsOn, int less) {
    line = beginsOn;
    from = window.marked();
    to = window.position() - less;
    problem = null;
    if (window.dropped() || to - from > EventFileReader.MAX_RECORD_BYTES) {
      problem = reject(TOO_LARGE, "a record has at most 16 MiB");
    } else if (!Utf8.valid(window.buffer(), from, to)) {
      problem = reject(MALFORMED, "not UTF-8");
    }
    return true;
  }

  final boolean framedProblem(long beginsOn, String detail) {
    line = beginsOn;
    problem = reject(MALFORMED, detail);
    return true;
  }

  private static Parsed.Rejected reject(org.chancery.core.event.RejectReason why, String detail) {
    return new Parsed.Rejected(why, detail);
  }

  @Override
  public final long line() {
    return line;
  }

  @Override
  public final Parsed.@Nullable Rejected problem() {
    return problem;
  }

  final byte[] buffer() {
    return window.buffer();
  }

  final int from() {
    return from;
  }

  final int to() {
    return to;
  }

  static boolean blank(int b) {
    return b == ' ' || b == '\t' || b == '\n' || b == '\r';
  }
}
