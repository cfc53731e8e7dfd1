package org.chancery.ingest.source.file;

import java.util.ArrayList;
import java.util.List;

/** Splits one row of a CSV. */
final class CsvFields {
  private CsvFields() {}

  static List<String> split(String row, CsvDialect dialect) {
    List<String> fields = new ArrayList<>();
    StringBuilder quotedPart = new StringBuilder();
    int i = 0;
    while (true) {
      String field;
      if (i < row.length() && row.charAt(i) == dialect.quote()) {
        quotedPart.setLength(0);
        i = quoted(row, i + 1, dialect.quote(), quotedPart);
        int end = end(row, i, dialect.separator());
        field = quotedPart.append(row, i, end).toString();
        i = end;
      } else {
        int end = end(row, i, dialect.separator());
        field = row.substring(i, end);
        i = end;
      }
      fields.add(field);
      if (i >= row.length()) {
        return fields;
      }
      i++;
    }
  }

  private static int end(String row, int from, char separator) {
    int end = row.indexOf(separator, from);
    return end < 0 ? row.length() : end;
  }

  /** Appends up to the closing quote; returns the place after it. */
  private static int quoted(String row, int from, char quote, StringBuilder out) {
    int i = from;
    while (i < row.length()) {
      int close = row.indexOf(quote, i);
      if (close < 0) {
        out.append(row, i, row.length());
        return row.length();
      }
      out.append(row, i, close);
      if (close + 1 < row.length() && row.charAt(close + 1) == quote) {
        out.append(quote);
        i = close + 2;
      } else {
        return close + 1;
      }
    }
    return i;
  }
}
