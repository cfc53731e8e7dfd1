package org.chancery.ingest.source.file;

/** How a CSV is written: one-byte separator and quote. */
record CsvDialect(char separator, char quote) {
  private static final char[] SEPARATORS = {',', ';', '\t', '|'};

  /** The separator that the header has most of, outside quotes. */
  static CsvDialect guess(String header, char quote) {
    char best = ',';
    int most = 0;
    for (char separator : SEPARATORS) {
      int n = 0;
      boolean quoted = false;
      for (int i = 0; i < header.length(); i++) {
        char c = header.charAt(i);
        quoted ^= c == quote;
        n += c == separator && !quoted ? 1 : 0;
      }
      if (n > most) {
        most = n;
        best = separator;
      }
    }
    return new CsvDialect(best, quote);
  }

  /** For messages: {@code comma}, {@code tab}… */
  String separatorName() {
    return switch (separator) {
      case ',' -> "comma";
      case ';' -> "semicolon";
      case '\t' -> "tab";
      case '|' -> "bar";
      default -> "'" + separator + "'";
    };
  }
}
