package org.chancery.ingest.registry;

import java.nio.file.Path;
import java.util.Map;

/**
 * One line of a registry file, cells by column, white space around them removed.
 *
 * @param line at which it begins, from 1
 */
record Row(Path file, int line, Map<String, String> cells) {
  Row {
    cells = Map.copyOf(cells);
  }

  /** The cell, empty when the file has no such column. */
  String cell(String column) {
    return cells.getOrDefault(column, "");
  }
}
