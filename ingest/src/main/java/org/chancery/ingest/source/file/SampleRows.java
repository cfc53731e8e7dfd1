package org.chancery.ingest.source.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the first rows of a CSV hold. */
final class SampleRows {
  private static final int ROWS = 200;

  private SampleRows() {}

  /** Columns with one value of each, in their order. */
  static Map<String, String> of(Sample sample, CsvDialect dialect) {
    Map<String, String> columns = new LinkedHashMap<>();
    CsvText text = sample.marked() != null ? CsvText.utf8() : CsvText.guess(sample.bytes());
    CsvFrames frames =
        new CsvFrames(
            new ByteWindow(new ByteArrayInputStream(sample.bytes()), Sample.SIZE + 1),
            dialect,
            text);
    try {
      List<String> header = frames.header();
      for (int row = 0; header != null && row < ROWS && frames.next(); row++) {
        if (frames.problem() == null) {
          for (int i = 0; i < header.size(); i++) {
            String value = Texts.cut(frames.row().get(i), 300);
            columns.merge(header.get(i), value, (a, b) -> a.isBlank() || a.equals("NA") ? b : a);
          }
        }
      }
      if (header != null) {
        header.forEach(name -> columns.putIfAbsent(name, ""));
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return columns;
  }
}
