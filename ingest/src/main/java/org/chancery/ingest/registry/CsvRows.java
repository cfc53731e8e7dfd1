package org.chancery.ingest.registry;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Rows of a CSV file (RFC 4180, header first, CR LF or LF, blank lines skipped). */
final class CsvRows {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).setTrim(true).get();

  private CsvRows() {}

  static List<Row> read(Path file, Table table, String text, Findings findings) {
    List<Row> rows = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(new StringReader(text), FORMAT)) {
      Iterator<CSVRecord> records = parser.iterator();
      if (!records.hasNext()) {
        findings.add(
            file,
            0,
            FindingCode.NO_HEADER,
            "the first line must name the columns: " + String.join(", ", table.columns()));
        findings.leftOut().file(table);
        return rows;
      }
      List<String> header = header(records.next());
      if (!isUsable(file, table, header, findings)) {
        findings.leftOut().file(table);
        return rows;
      }
      LineCounter lines = new LineCounter(text);
      while (records.hasNext()) {
        CSVRecord record = records.next();
        int line = lines.lineOf((int) record.getCharacterPosition());
        Optional<Row> row = row(file, line, header, record, findings);
        row.ifPresent(rows::add);
        int id = header.indexOf(table.required().getFirst());
        if (row.isEmpty() && id < record.size()) {
          findings.leftOut().row(table, record.get(id).strip());
        }
      }
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      Faults.Csv fault = Faults.Csv.of(e, rows.isEmpty() ? 1 : rows.getLast().line() + 1);
      findings.add(
          file,
          fault.line(),
          FindingCode.BAD_FORMAT,
          "no CSV after %,d rows: %s".formatted(rows.size(), fault.words()));
      findings.leftOut().file(table);
    }
    return rows;
  }

  private static List<String> header(CSVRecord first) {
    return first.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
  }

  private static boolean isUsable(Path file, Table table, List<String> header, Findings findings) {
    Set<String> seen = new HashSet<>();
    boolean usable = true;
    for (String column : header) {
      if (!seen.add(column)) {
        findings.add(
            file, 1, FindingCode.DUPLICATE_COLUMN, Wording.shown(column) + " stands twice");
        usable = false;
      } else if (!table.columns().contains(column)) {
        findings.add(file, 1, FindingCode.UNKNOWN_COLUMN, unknownColumn(table, column));
      }
    }
    for (String column : table.required()) {
      if (!seen.contains(column)) {
        findings.add(
            file,
            1,
            FindingCode.MISSING_COLUMN,
            "the column %s is missing; the header is %s"
                .formatted(column, Wording.shown(String.join(",", header))));
        usable = false;
      }
    }
    return usable;
  }

  static String unknownColumn(Table table, String column) {
    return "%s is no column of %s, which has %s; it is not used.%s"
        .formatted(
            Wording.shown(column),
            table.baseName(),
            String.join(", ", table.columns()),
            Wording.didYouMean(column, table.columns()));
  }

  private static Optional<Row> row(
      Path file, int line, List<String> header, CSVRecord record, Findings findings) {
    if (record.size() != header.size()) {
      findings.add(
          file,
          line,
          FindingCode.WRONG_NUMBER_OF_CELLS,
          "the header has %d cells, this row %d".formatted(header.size(), record.size()));
      return Optional.empty();
    }
    Map<String, String> cells = new LinkedHashMap<>();
    for (int i = 0; i < header.size(); i++) {
      cells.put(header.get(i), record.get(i).strip());
    }
    return Optional.of(new Row(file, line, cells));
  }
}
