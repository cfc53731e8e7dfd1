package org.chancery.ingest.registry;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code registry check} tells of some folders: errors and doubts, by file and line.
 * Immutable.
 */
public record RegistryCheck(List<Finding> findings) {
  /** Most tenures are shorter than a term: a fact checked longer ago may no longer hold. */
  public static final int USUAL_STALE_YEARS = 2;

  public RegistryCheck {
    findings = findings.stream().sorted().toList();
  }

  /** As {@link #of(List, LocalDate, int)}, where facts are old after two years. */
  public static RegistryCheck of(List<Path> folders, LocalDate today) {
    return of(folders, today, USUAL_STALE_YEARS);
  }

  /**
   * Reads the folders as {@link RegistryFiles} does and looks at their facts.
   *
   * @param today by which the age of facts and vacant offices are judged, UTC
   * @param staleYears after how many years a fact is old, at least 1
   */
  public static RegistryCheck of(List<Path> folders, LocalDate today, int staleYears) {
    Findings findings = new Findings();
    Tables tables = RegistryFiles.read(folders, findings);
    for (Table table : List.of(Table.ACCOUNTS, Table.TENURES)) {
      RegistryFiles.lacking(folders, table, FindingCode.MISSING_FILE, findings);
    }
    new Doubts(findings, today, staleYears).look(tables);
    new OfficeDoubts(findings, today).look(tables);
    return new RegistryCheck(findings.ordered());
  }

  /** Those first on which others follow: an actor with an error leaves its accounts alone. */
  public List<Finding> errors() {
    return of(Severity.ERROR).stream()
        .sorted(Comparator.comparingInt(RegistryCheck::rank).thenComparing(finding -> finding))
        .toList();
  }

  private static int rank(Finding finding) {
    if (finding.code() == FindingCode.FOLLOW_UP) {
      return 3;
    }
    String file = String.valueOf(finding.file().getFileName());
    return file.startsWith("countries.") ? 0 : file.startsWith("actors.") ? 1 : 2;
  }

  /**
   * The errors in words, one a line; of one kind in one file the first ones and how many more.
   *
   * @param most of a kind in a file
   */
  public static List<String> words(List<Finding> errors, int most) {
    Map<String, List<Finding>> alike = new LinkedHashMap<>();
    errors.forEach(
        e -> alike.computeIfAbsent(e.code() + " " + e.file(), k -> new ArrayList<>()).add(e));
    List<String> words = new ArrayList<>();
    for (List<Finding> some : alike.values()) {
      some.stream().limit(most).map(Finding::toString).forEach(words::add);
      if (some.size() > most) {
        words.add(
            "%s: … and %,d more %s"
                .formatted(some.getFirst().file(), some.size() - most, some.getFirst().code()));
      }
    }
    return words;
  }

  public List<Finding> doubts() {
    return of(Severity.DOUBT);
  }

  /** Doubts by their kind, most frequent first. */
  public Map<FindingCode, List<Finding>> doubtsByKind() {
    Map<FindingCode, List<Finding>> byKind = new EnumMap<>(FindingCode.class);
    doubts().forEach(d -> byKind.computeIfAbsent(d.code(), k -> new ArrayList<>()).add(d));
    Map<FindingCode, List<Finding>> ordered = new LinkedHashMap<>();
    byKind.entrySet().stream()
        .sorted(Comparator.comparingInt(e -> -e.getValue().size()))
        .forEach(e -> ordered.put(e.getKey(), List.copyOf(e.getValue())));
    return ordered;
  }

  private List<Finding> of(Severity severity) {
    return findings.stream().filter(f -> f.severity() == severity).toList();
  }

  /** 0 without errors, 1 with: the contract of {@code registry check}. */
  public int exitCode() {
    return errors().isEmpty() ? 0 : 1;
  }
}
