package org.chancery.ingest.source.file;

import java.io.IOException;
import java.io.InputStream;

/**
 * A stream of bytes of which the part since the last mark is kept, up to a limit. A part that grows
 * over the limit is let go while reading goes on, so a record of any length costs bounded memory.
 */
final class ByteWindow {
  private final InputStream in;
  private final int limit;
  private byte[] buffer = new byte[1 << 16];
  private int mark;
  private int position;
  private int end;
  private boolean dropped;
  private long line = 1;

  ByteWindow(InputStream in, int limit) {
    this.in = in;
    this.limit = limit;
  }

  /** The next byte as 0..255, -1 at the end. */
  int read() throws IOException {
    if (position == end && !fill()) {
      return -1;
    }
    byte b = buffer[position++];
    if (b == '\n') {
      line++;
    }
    return b & 0xff;
  }

  /**
   * Takes all up to and with the next line feed.
   *
   * @return false when there was none before the end
   */
  boolean readLine() throws IOException {
    while (position < end || fill()) {
      while (position < end) {
        if (buffer[position++] == '\n') {
          line++;
          return true;
        }
      }
    }
    return false;
  }

  /** The next byte without taking it. */
  int peek() throws IOException {
    return position == end && !fill() ? -1 : buffer[position] & 0xff;
  }

  /** A record begins at the next byte. */
  void mark() {
    mark = position;
    dropped = false;
  }

  /** Goes back to a place after the mark; the caller knows that it is still held. */
  void backTo(int place) {
    for (int i = place; i < position; i++) {
      if (buffer[i] == '\n') {
        line--;
      }
    }
    position = place;
  }

  byte[] buffer() {
    return buffer;
  }

  /** Where the marked part begins in {@link #buffer()}; valid until the next read. */
  int marked() {
    return mark;
  }

  /** Where the next byte will be read in {@link #buffer()}. */
  int position() {
    return position;
  }

  /** Whether the part since the mark was too long to be kept. */
  boolean dropped() {
    return dropped;
  }

  /** Whether the part since the mark has come to the limit: one more byte may let it go. */
  boolean full() {
    return position - mark >= limit;
  }

  /** Line of the next byte, 1-based. */
  long line() {
    return line;
  }

  private boolean fill() throws IOException {
    if (position - mark >= limit) {
      dropped = true;
      mark = position;
    }
    if (mark > 0) {
      System.arraycopy(buffer, mark, buffer, 0, end - mark);
      position -= mark;
      end -= mark;
      mark = 0;
    }
    if (end == buffer.length) {
      buffer = java.util.Arrays.copyOf(buffer, Math.min(buffer.length * 2, limit + (1 << 16)));
    }
    int n = in.read(buffer, end, buffer.length - end);
    end += Math.max(0, n);
    return n > 0;
  }
}
