package org.chancery.server.api;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** CSV as an outsider reads it: rows by column, nothing of the program under test. */
final class Csvs {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  private Csvs() {}

  static List<Map<String, String>> file(Path path) {
    try (Reader reader = Files.newBufferedReader(path)) {
      return rows(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Map<String, String>> text(String csv) {
    try {
      return rows(new StringReader(csv));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Map<String, String>> rows(Reader reader) throws IOException {
    try (CSVParser parser = FORMAT.parse(reader)) {
      return parser.stream().map(CSVRecord::toMap).toList();
    }
  }
}
