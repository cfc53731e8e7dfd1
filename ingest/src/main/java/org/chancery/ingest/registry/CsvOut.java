package org.chancery.ingest.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** Writes tables: UTF-8, RFC 4180, lines end with LF. */
public final class CsvOut {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  /** Begins of formulas (OWASP), with their full-width twins; plain numbers are none. */
  private static final String DANGEROUS = "=+-@\t\r＝＋－＠";

  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

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
    return cells.stream().map(CsvOut::guarded).toList();
  }

  /** The cell, with an apostrophe in front where a spreadsheet would take it for a formula. */
  public static String guarded(String cell) {
    return runs(cell) ? "'" + cell : cell;
  }

  private static boolean runs(String cell) {
    return beginsFormula(cell) && !NUMBER.matcher(cell).matches();
  }

  /** Whether a text begins as a formula does; a negative number too. */
  public static boolean beginsFormula(String text) {
    return !text.isEmpty() && DANGEROUS.indexOf(text.charAt(0)) >= 0;
  }

  /** The cell without the guard. */
  public static String unguarded(String cell) {
    return cell.startsWith("'") && runs(cell.substring(1)) ? cell.substring(1) : cell;
  }

  /** Empty for null. */
  public static String cell(@Nullable String value) {
    return value == null ? "" : value;
  }
}
