package org.chancery.ingest.registry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one table of a folder, whichever way it is written. */
final class TableFile {
  /** The whole world's registry is under 3 MB; more than this is a mistake. */
  private static final long MAX_BYTES = 64L << 20;

  private static final int MAX_CELL = 4_000;

  private TableFile() {}

  /** The file of the table in the folder: {@code .csv}, else {@code .yaml} or {@code .yml}. */
  static Optional<Path> find(Path folder, Table table) {
    return List.of(".csv", ".yaml", ".yml").stream()
        .map(ending -> folder.resolve(table.baseName() + ending))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /** Whether the folder tells the table, if only by something that cannot be read. */
  static boolean isThere(Path folder, Table table) {
    return find(folder, table).isPresent()
        || Files.exists(folder.resolve(table.baseName() + ".csv"));
  }

  /** Its rows; what cannot be used is a finding. */
  static List<Row> read(Path file, Table table, Findings findings) {
    Optional<String> text = text(file, findings);
    if (text.isEmpty()) {
      findings.leftOut().file(table);
      return List.of();
    }
    List<Row> rows =
        file.toString().endsWith(".csv")
            ? CsvRows.read(file, table, text.get(), findings)
            : yaml(file, table, text.get(), findings);
    List<Row> sound = new ArrayList<>(rows.size());
    for (Row row : rows) {
      if (isSound(row, table, findings)) {
        sound.add(row);
      } else {
        findings.leftOut().row(table, row);
      }
    }
    return sound;
  }

  private static List<Row> yaml(Path file, Table table, String text, Findings findings) {
    long before = findings.errors();
    List<Row> rows = YamlRows.read(file, table, text, findings);
    if (findings.errors() > before) {
      findings.leftOut().file(table); // which rows were meant nobody knows
    }
    return rows;
  }

  private static Optional<String> text(Path file, Findings findings) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        findings.add(file, 0, FindingCode.UNREADABLE_FILE, "the file is larger than 64 MB");
        return Optional.empty();
      }
      return decode(file, Files.readAllBytes(file), findings);
    } catch (IOException e) {
      findings.add(file, 0, FindingCode.UNREADABLE_FILE, "cannot be read: " + Faults.words(e));
      return Optional.empty();
    }
  }

  private static Optional<String> decode(Path file, byte[] bytes, Findings findings) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(in)
              .toString();
      return Optional.of(text.startsWith("\ufeff") ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      int line = 1;
      for (int i = 0; i < in.position(); i++) {
        line += bytes[i] == '\n' ? 1 : 0;
      }
      findings.add(
          file, line, FindingCode.BAD_ENCODING, "the file must be UTF-8; this line is not");
      return Optional.empty();
    }
  }

  private static boolean isSound(Row row, Table table, Findings findings) {
    int before = findings.size();
    row.cells()
        .forEach(
            (column, cell) -> {
              if (cell.length() > MAX_CELL || cell.codePoints().anyMatch(Wording::isHostile)) {
                findings.add(
                    row,
                    FindingCode.HOSTILE_CELL,
                    "%s may hold at most %d characters and no control, line-break or direction-changing one, was %s"
                        .formatted(column, MAX_CELL, Wording.shown(cell)));
              }
            });
    for (String column : table.required()) {
      boolean point = column.startsWith("point_"); // told by its own finding
      if (row.cell(column).isEmpty() && !point) {
        findings.add(
            row,
            column.equals("source") ? FindingCode.EMPTY_SOURCE : FindingCode.EMPTY_CELL,
            column + " must not be empty");
      }
    }
    return findings.size() == before;
  }
}
