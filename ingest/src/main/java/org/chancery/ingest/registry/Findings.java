package org.chancery.ingest.registry;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Collects findings of one run. Not thread-safe. */
final class Findings {
  private final List<Finding> found = new ArrayList<>();

  void add(Path file, int line, FindingCode code, String message) {
    found.add(new Finding(file, line, code, message));
  }

  void add(Row row, FindingCode code, String message) {
    add(row.file(), row.line(), code, message);
  }

  int size() {
    return found.size();
  }

  List<Finding> ordered() {
    return found.stream().sorted().toList();
  }
}
