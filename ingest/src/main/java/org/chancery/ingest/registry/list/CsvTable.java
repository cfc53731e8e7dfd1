package org.chancery.ingest.registry.list;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.chancery.ingest.registry.LineCounter;

/** Rows of a table with a header; those with more or fewer cells are counted and left out. */
final class CsvTable {
  /**
   * @param row of the data, from 1, counted as the file has them, bad ones too
   */
  record Row(String file, int row, int line, Map<String, String> cells) {
    /** The cell without white space around it; empty when there is none. */
    String cell(String column) {
      return cells.getOrDefault(column, "");
    }
  }

  private CsvTable() {}

  static List<Row> rows(ListFile file, char separator, List<String> needed, Collector collector) {
    List<Row> rows = new ArrayList<>();
    CSVFormat format = CSVFormat.RFC4180.builder().setDelimiter(separator).setTrim(true).get();
    try (CSVParser parser = CSVParser.parse(new StringReader(file.text()), format)) {
      Iterator<CSVRecord> records = parser.iterator();
      List<String> header = records.hasNext() ? trimmed(records.next().toList()) : List.of();
      for (String column : needed) {
        if (!header.contains(column)) {
          collector.reject(
              file.name(),
              1,
              RejectCause.MISSING_COLUMN,
              "the column %s is missing".formatted(column));
          return List.of();
        }
      }
      LineCounter lines = new LineCounter(file.text());
      for (int row = 1; records.hasNext(); row++) {
        CSVRecord record = records.next();
        int line = lines.lineOf((int) record.getCharacterPosition());
        if (trimmed(record.toList()).size() > header.size() || record.size() < header.size()) {
          collector.reject(
              file.name(),
              line,
              RejectCause.WRONG_NUMBER_OF_CELLS,
              "the header has %d cells, this row %d".formatted(header.size(), record.size()));
          continue;
        }
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) {
          cells.put(header.get(i), record.get(i).strip());
        }
        rows.add(new Row(file.name(), row, line, cells));
      }
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      collector.reject(
          file.name(), 0, RejectCause.BAD_FORMAT, "no CSV after %d rows".formatted(rows.size()));
    }
    return rows;
  }

  /** Without the empty cells behind a separator at the end of the line. */
  private static List<String> trimmed(List<String> cells) {
    int size = cells.size();
    while (size > 0 && cells.get(size - 1).isBlank()) {
      size--;
    }
    return cells.subList(0, size);
  }
}
