package org.chancery.ingest.registry;

import java.nio.file.Path;
import java.util.Comparator;

/**
 * Something wrong or doubtful in a registry file. Immutable; ordered by file and line.
 *
 * @param line from 1; 0 when it is about the whole file or folder
 * @param message in words: what was given, what is allowed, the nearest known; safe to print
 */
public record Finding(Path file, int line, FindingCode code, String message)
    implements Comparable<Finding> {
  private static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::file)
          .thenComparingInt(Finding::line)
          .thenComparing(Finding::code)
          .thenComparing(Finding::message);

  public Severity severity() {
    return code.severity();
  }

  @Override
  public int compareTo(Finding other) {
    return ORDER.compare(this, other);
  }

  /** One line for a terminal: {@code registry/actors.csv:12: error UNKNOWN_KIND: …}. */
  @Override
  public String toString() {
    String kind = severity() == Severity.ERROR ? "error" : "doubt";
    return "%s%s: %s %s: %s".formatted(file, line > 0 ? ":" + line : "", kind, code, message);
  }
}
