package org.chancery.ingest.source.feed;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Keeps short what an XML parser holds in one piece, for it takes several times its bytes of
 * memory: of long comments and processing instructions only the beginning comes through, long
 * {@code CDATA} sections come as several, a tag longer than {@link FeedLimits#TAG} is refused.
 * Nothing else is changed, well-formed or not. Used by one thread.
 */
final class ShortMarkup extends FilterReader {
  /** Characters of a piece. */
  static final int PIECE = 64 << 10;

  private static final int BUFFER = 8 << 10;
  private static final String ANOTHER_SECTION = "]]><![CDATA[";

  /** A tag beyond the limit. */
  static final class LongTagException extends IOException {
    private static final long serialVersionUID = 1;

    LongTagException() {
      super("a tag of more than %d characters".formatted(FeedLimits.TAG));
    }
  }

  /** Where the next character stands. */
  private enum In {
    TEXT("", ""),
    TAG("<", ">"),
    COMMENT("<!--", "-->"),
    INSTRUCTION("<?", "?>"),
    SECTION("<![CDATA[", "]]>");

    private static final In[] SPECIAL = {COMMENT, INSTRUCTION, SECTION};

    private final String begin;
    private final String end;

    In(String begin, String end) {
      this.begin = begin;
      this.end = end;
    }
  }

  private final char[] raw = new char[BUFFER];
  private final StringBuilder ready = new StringBuilder(BUFFER);
  private int taken;

  private In where = In.TEXT;

  /** Characters since the markup, or the last piece of it, began. */
  private int length;

  private final StringBuilder begin = new StringBuilder();
  private char quote;

  /** How many characters of the end of the markup were the last. */
  private int ending;

  private char last;

  ShortMarkup(Reader text) {
    super(text);
  }

  @Override
  public int read(char[] to, int offset, int most) throws IOException {
    while (taken == ready.length()) {
      ready.setLength(0);
      taken = 0;
      int n = super.read(raw, 0, BUFFER);
      if (n < 0) {
        return -1;
      }
      for (int i = 0; i < n; i++) {
        next(raw[i]);
      }
    }
    int n = Math.min(most, ready.length() - taken);
    ready.getChars(taken, taken + n, to, offset);
    taken += n;
    return n;
  }

  @Override
  public int read() throws IOException {
    char[] one = new char[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  private void next(char c) throws LongTagException {
    length++;
    switch (where) {
      case TEXT -> {
        ready.append(c);
        if (c == '<') {
          enter(In.TAG);
          begin.append(c);
        }
      }
      case TAG -> tag(c);
      case COMMENT, INSTRUCTION -> note(c);
      case SECTION -> section(c);
    }
    last = c;
  }

  private void enter(In markup) {
    where = markup;
    length = 0;
    ending = 0;
    quote = 0;
    begin.setLength(0);
  }

  private void tag(char c) throws LongTagException {
    ready.append(c);
    if (length > FeedLimits.TAG) {
      throw new LongTagException();
    }
    if (quote != 0) {
      quote = c == quote ? 0 : quote;
    } else if (c == '>') {
      enter(In.TEXT);
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (begin.length() == length && length < In.SECTION.begin.length()) {
      begin.append(c);
      for (In special : In.SPECIAL) {
        if (special.begin.contentEquals(begin)) {
          enter(special);
          return;
        }
      }
    }
  }

  /** Of no use to readers of feeds: what is too long of it is left out. */
  private void note(char c) {
    boolean isOver = isOver(c);
    if (length <= PIECE) {
      ready.append(c);
    } else if (isOver) {
      ready.append(' ').append(where.end); // the blank parts it from what may look like an end
    }
    if (isOver) {
      enter(In.TEXT);
    }
  }

  private void section(char c) throws LongTagException {
    if (length > PIECE && ending == 0 && !Character.isLowSurrogate(c) && last != '\r') {
      ready.append(ANOTHER_SECTION);
      length = 1;
    } else if (length > FeedLimits.TAG) {
      throw new LongTagException(); // a million times what could be its end
    }
    ready.append(c);
    if (isOver(c)) {
      enter(In.TEXT);
    }
  }

  /** Whether the markup ends with this character. */
  private boolean isOver(char c) {
    String end = where.end;
    if (c == end.charAt(ending)) {
      ending++;
    } else if (ending == 2 && c == last) {
      ending = 2; // one more of the same: the last two count
    } else {
      ending = c == end.charAt(0) ? 1 : 0;
    }
    return ending == end.length();
  }
}
