package org.chancery.ingest.registry;

/** Line numbers of growing positions in a text, in one pass over it. Not thread-safe. */
public final class LineCounter {
  private final String text;
  private int at;
  private int line = 1;

  public LineCounter(String text) {
    this.text = text;
  }

  /** Line, from 1, of the first character that is no line break at or after the position. */
  public int lineOf(int position) {
    while (at < text.length() && (at < position || isBreak(text.charAt(at)))) {
      char c = text.charAt(at++);
      if (c == '\n' || (c == '\r' && (at == text.length() || text.charAt(at) != '\n'))) {
        line++;
      }
    }
    return line;
  }

  private static boolean isBreak(char c) {
    return c == '\n' || c == '\r';
  }
}
