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
      int b = window.read();
      while (b != '\n' && blank(b)) {
        b = window.read();
      }
      if (b < 0) {
        return false;
      }
      if (b != '\n') {
        boolean ended = window.readLine();
        return frame(beginsOn, ended ? 1 : 0);
      }
    }
  }
}
