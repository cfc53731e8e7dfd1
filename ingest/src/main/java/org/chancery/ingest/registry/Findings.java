package org.chancery.ingest.registry;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Collects findings of one run. Not thread-safe. */
final class Findings {
  private final List<Finding> found = new ArrayList<>();
  private final LeftOut leftOut = new LeftOut();

  /** What the errors found so far left out. */
  LeftOut leftOut() {
    return leftOut;
  }

  void add(Path file, int line, FindingCode code, String message) {
    found.add(new Finding(file, line, code, message));
  }

  void add(Row row, FindingCode code, String message) {
    add(row.file(), row.line(), code, message);
  }

  int size() {
    return found.size();
  }

  long errors() {
    return found.stream().filter(finding -> finding.severity() == Severity.ERROR).count();
  }

  List<Finding> ordered() {
    return found.stream().sorted().toList();
  }
}
