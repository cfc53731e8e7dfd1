package org.chancery.server.api.answer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.chancery.ingest.registry.CsvOut;
import org.jspecify.annotations.Nullable;

/**
 * Rows as RFC 4180: UTF-8, English keys, ISO dates, a point for decimals, nothing where nothing is
 * known. A text that a spreadsheet would take for a formula gets an apostrophe in front; numbers
 * never do. What of a row is {@link Restricted} is left out. Thread-safe.
 */
public final class Csv {
  private Csv() {}

  public static byte[] bytes(Class<?> rowType, List<?> rows) {
    List<Field.Column> columns = Field.Column.of(rowType);
    StringBuilder text = new StringBuilder();
    try (CSVPrinter printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
      printer.printRecord(columns.stream().map(Field.Column::name).toList());
      for (Object row : rows) {
        List<String> cells = new ArrayList<>(columns.size());
        columns.forEach(column -> cells.add(cell(row, column)));
        printer.printRecord(cells);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String cell(Object row, Field.Column column) {
    return row instanceof Restricted restricted && !restricted.mayLeave(column.name())
        ? ""
        : cell(column.in(row));
  }

  private static String cell(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Double d -> number(d);
      case Number n -> n.toString();
      case Boolean b -> b.toString();
      case List<?> list when list.stream().allMatch(String.class::isInstance) ->
          guarded(String.join(" ", list.stream().map(Object::toString).toList()));
      case List<?> list -> list.isEmpty() ? "" : Json.text(list);
      default -> Field.Column.plain(value) ? guarded(value.toString()) : Json.text(value);
    };
  }

  private static String number(double value) {
    if (!Double.isFinite(value)) {
      return "";
    }
    return Json.whole(value)
        ? Long.toString((long) value)
        : BigDecimal.valueOf(value).toPlainString();
  }

  static String guarded(String text) {
    return CsvOut.beginsFormula(text) ? "'" + text : text;
  }
}
