package org.chancery.ingest.egress;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A body without end, line by line, such as server-sent events. One thread reads; any may close,
 * which ends a read under way.
 */
public final class LineStream implements AutoCloseable {
  private static final int CHUNK = 8 << 10;

  private final InputStream body;
  private final Runnable end;
  private final int longest;
  private final byte[] chunk = new byte[CHUNK];
  private int at;
  private int filled;

  /**
   * @param end breaks the connection off
   * @param longest most bytes of a line
   */
  LineStream(InputStream body, Runnable end, int longest) {
    this.body = body;
    this.end = end;
    this.longest = longest;
  }

  /**
   * The next line without its end, which is LF or CRLF; null when the other side ended the body.
   *
   * @throws IOException when it breaks, is silent for too long or sends a line that is too long
   */
  public @Nullable String next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      if (at == filled) {
        at = 0;
        filled = body.read(chunk);
        if (filled <= 0) {
          filled = 0;
          if (line.size() > 0) {
            throw new EOFException("it ended within a line");
          }
          return null;
        }
      }
      int from = at;
      while (at < filled && chunk[at] != '\n') {
        at++;
      }
      if (line.size() + at - from > longest) {
        throw new RefusedException(
            Outcome.Rule.BODY_TOO_LARGE, "a line of more than %d bytes".formatted(longest));
      }
      line.write(chunk, from, at - from);
      if (at < filled) {
        at++;
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
      }
    }
  }

  /** Breaks the connection off. */
  @Override
  public void close() {
    end.run();
  }
}
