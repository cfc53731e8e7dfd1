package org.chancery.ingest.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** Writes tables: UTF-8, RFC 4180, lines end with LF. */
public final class CsvOut {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  private CsvOut() {}

  /** As the registry writes its files: cells as they are. */
  public static void write(Path file, List<String> header, List<List<String>> rows)
      throws IOException {
    try (CSVPrinter printer = new CSVPrinter(Files.newBufferedWriter(file), FORMAT)) {
      printer.printRecord(header);
      for (List<String> row : rows) {
        printer.printRecord(row);
      }
    }
  }

  /** For spreadsheets: a cell that would be run as a formula gets an apostrophe in front. */
  public static void writeGuarded(Path file, List<String> header, List<List<String>> rows)
      throws IOException {
    write(file, header, rows.stream().map(CsvOut::guarded).toList());
  }

  /** One guarded line without its end. */
  public static String guardedLine(List<String> cells) {
    return FORMAT.format(guarded(cells).toArray());
  }

  private static List<String> guarded(List<String> cells) {
    List<String> guarded = new ArrayList<>(cells.size());
    for (String cell : cells) {
      boolean runs = !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0;
      guarded.add(runs ? "'" + cell : cell);
    }
    return guarded;
  }

  /** The cell without the guard. */
  public static String unguarded(String cell) {
    boolean isGuarded = cell.length() > 1 && cell.charAt(0) == '\'';
    return isGuarded && "=+-@\t\r".indexOf(cell.charAt(1)) >= 0 ? cell.substring(1) : cell;
  }

  /** Empty for null. */
  public static String cell(@Nullable String value) {
    return value == null ? "" : value;
  }
}
