package org.chancery.ingest.registry;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * What {@code registry check} tells of some folders: errors and doubts, by file and line.
 * Immutable.
 */
public record RegistryCheck(List<Finding> findings) {
  public RegistryCheck {
    findings = findings.stream().sorted().toList();
  }

  /**
   * Reads the folders as {@link RegistryFiles} does and looks at their facts.
   *
   * @param today by which the age of facts and vacant offices are judged, UTC
   */
  public static RegistryCheck of(List<Path> folders, LocalDate today) {
    Findings findings = new Findings();
    Tables tables = RegistryFiles.read(folders, findings);
    new Doubts(findings, today).look(tables);
    return new RegistryCheck(findings.ordered());
  }

  public List<Finding> errors() {
    return of(Severity.ERROR);
  }

  public List<Finding> doubts() {
    return of(Severity.DOUBT);
  }

  private List<Finding> of(Severity severity) {
    return findings.stream().filter(f -> f.severity() == severity).toList();
  }

  /** 0 without errors, 1 with: the contract of {@code registry check}. */
  public int exitCode() {
    return errors().isEmpty() ? 0 : 1;
  }
}
