package org.chancery.ingest.source.file;

import java.io.IOException;

/** One record a line; blank lines are none. */
final class LineFrames extends JsonFrames {
  LineFrames(ByteWindow window) {
    super(window);
  }

  @Override
  public boolean next() throws IOException {
    while (true) {
      long beginsOn = window.line();
      window.mark();
      boolean blank = true;
      int b = window.read();
      if (b < 0) {
        return false;
      }
      while (b >= 0 && b != '\n') {
        blank &= blank(b);
        b = window.read();
      }
      if (!blank) {
        return frame(beginsOn, b == '\n' ? 1 : 0);
      }
    }
  }
}
