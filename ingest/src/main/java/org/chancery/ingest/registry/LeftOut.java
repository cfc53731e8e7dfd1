package org.chancery.ingest.registry;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Ids whose rows were left out with an error that is told: other rows that name them are no errors
 * of their own. Not thread-safe.
 */
final class LeftOut {
  private final Map<Table, Set<String>> ids = new EnumMap<>(Table.class);
  private final Set<Table> files = EnumSet.noneOf(Table.class);

  void row(Table table, String id) {
    ids.computeIfAbsent(table, t -> new HashSet<>()).add(id);
  }

  void row(Table table, Row row) {
    row(table, row.cell(table.required().getFirst()));
  }

  /** Rows of which nobody knows which they are. */
  void file(Table table) {
    files.add(table);
  }

  /** Whether an error that is told explains that nobody defines the id. */
  boolean explains(Table table, String id) {
    return files.contains(table) || ids.getOrDefault(table, Set.of()).contains(id);
  }
}
