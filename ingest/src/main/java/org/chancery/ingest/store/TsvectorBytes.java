package org.chancery.ingest.store;

/**
 * A {@code tsvector} from the text form that {@link org.chancery.core.decode.Words} and {@link
 * SearchText} write to the binary one: the number of words; of each its text, a NUL, and its
 * places.
 */
final class TsvectorBytes {
  private final String text;
  private final CopyBytes out;
  private int at;

  private TsvectorBytes(String text, CopyBytes out) {
    this.text = text;
    this.out = out;
  }

  /**
   * @param text words in quotes, each once, with ascending places after a colon or without
   */
  static void write(String text, CopyBytes out) {
    new TsvectorBytes(text, out).all();
  }

  private void all() {
    int words = 0;
    int count = out.reserveInt4();
    while (at < text.length()) {
      if (text.charAt(at) == ' ') {
        at++;
      } else {
        word();
        places();
        words++;
      }
    }
    out.setInt4(count, words);
  }

  /** Quotes and backslashes stand twice. */
  private void word() {
    expect('\'');
    int from = at;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\'' || c == '\\') {
        boolean twice = at + 1 < text.length() && text.charAt(at + 1) == c;
        out.text(text, from, twice ? at + 1 : at);
        if (!twice) {
          break;
        }
        at++;
        from = at + 1;
      }
      at++;
    }
    expect('\'');
    out.one(0);
  }

  private void places() {
    int places = 0;
    int count = out.size();
    out.int2(0);
    while (at < text.length() && text.charAt(at) != ' ') {
      expect(places == 0 ? ':' : ',');
      out.int2(number());
      places++;
    }
    out.setInt2(count, places);
  }

  private int number() {
    int from = at;
    while (at < text.length() && Character.isDigit(text.charAt(at))) {
      at++;
    }
    return Integer.parseInt(text, from, at, 10);
  }

  private void expect(char c) {
    if (at >= text.length() || text.charAt(at) != c) {
      throw new IllegalArgumentException("no tsvector, at %d of %s".formatted(at, text));
    }
    at++;
  }
}
