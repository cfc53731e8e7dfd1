package org.chancery.ingest.source.file;

import static org.chancery.core.event.RejectReason.MALFORMED;
import static org.chancery.core.event.RejectReason.TOO_LARGE;
import static org.chancery.core.event.RejectReason.WRONG_FIELD_COUNT;

import java.io.IOException;
import java.util.List;
import org.chancery.core.event.Parsed;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a CSV (RFC 4180, with lone CR or LF as line ends, text after a closing quote kept as it
 * is). A quote that is never closed costs its line only: reading goes on at the next one. Blank
 * lines are no rows.
 */
final class CsvFrames implements Frames {
  /** How often reading starts again after an open quote, so that hostile files stay linear. */
  private static final int RESTARTS = 100;

  private final ByteWindow window;
  private final CsvDialect dialect;
  private final CsvText text;
  private int width = -1;
  private int restarts;
  private long line;
  private int to;
  private Parsed.@Nullable Rejected problem;
  private @Nullable List<String> row;

  CsvFrames(ByteWindow window, CsvDialect dialect, CsvText text) {
    this.window = window;
    this.dialect = dialect;
    this.text = text;
  }

  /** Reads the first row, which names the columns; null when there is none that can be read. */
  @Nullable List<String> header() throws IOException {
    if (!next() || problem() != null) {
      return null;
    }
    List<String> names = row();
    width = names.size();
    return names.stream().map(String::strip).toList();
  }

  @Override
  public boolean next() throws IOException {
    row = null;
    problem = null;
    while (window.peek() == '\n' || window.peek() == '\r') {
      window.read();
    }
    if (window.peek() < 0) {
      return false;
    }
    line = window.line();
    window.mark();
    scan();
    text.look(window.buffer(), window.marked(), to);
    return true;
  }

  /** Goes to the end of the row. */
  private void scan() throws IOException {
    boolean quoted = false;
    boolean fieldBegins = true;
    int firstLineEnds = -1;
    while (true) {
      boolean mayRestart = quoted && firstLineEnds >= 0 && restarts < RESTARTS;
      if (mayRestart && window.full()) {
        restart(firstLineEnds);
        return;
      }
      int b = window.read();
      int length = window.position() - window.marked();
      if (b < 0) {
        if (mayRestart) {
          restart(firstLineEnds);
          return;
        }
        to = window.position();
        check(quoted);
        return;
      } else if (quoted) {
        if (b == dialect.quote()) {
          if (window.peek() == dialect.quote()) {
            window.read();
          } else {
            quoted = false;
          }
        } else if (b == '\n' && firstLineEnds < 0) {
          firstLineEnds = length;
        }
      } else if (b == dialect.quote() && fieldBegins) {
        quoted = true;
      } else if (b == '\n' || b == '\r') {
        to = window.position() - 1;
        check(false);
        return;
      }
      fieldBegins = !quoted && b == dialect.separator();
    }
  }

  private void restart(int firstLineEnds) {
    restarts++;
    window.backTo(window.marked() + firstLineEnds);
    to = window.position();
    problem = new Parsed.Rejected(MALFORMED, "a quote is opened and never closed");
  }

  private void check(boolean open) {
    if (window.dropped() || to - window.marked() > EventFileReader.MAX_RECORD_BYTES) {
      problem = new Parsed.Rejected(TOO_LARGE, "a row has at most 16 MiB");
    } else if (open) {
      problem = new Parsed.Rejected(MALFORMED, "a quote is opened and never closed");
    }
  }

  /** The fields of the row; empty where {@link #problem()} tells that they cannot be read. */
  List<String> row() {
    if (row == null) {
      String decoded = text.decode(window.buffer(), window.marked(), to);
      row = decoded == null ? List.of() : CsvFields.split(decoded, dialect);
      if (decoded == null) {
        problem = new Parsed.Rejected(MALFORMED, "not UTF-8");
      } else if (width >= 0 && row.size() != width) {
        problem =
            new Parsed.Rejected(
                WRONG_FIELD_COUNT, "%d fields, the header has %d".formatted(row.size(), width));
      }
    }
    return row;
  }

  @Override
  public long line() {
    return line;
  }

  @Override
  public Parsed.@Nullable Rejected problem() {
    if (problem == null) {
      row();
    }
    return problem;
  }
}
