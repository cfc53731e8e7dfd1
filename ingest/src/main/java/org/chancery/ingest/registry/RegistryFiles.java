package org.chancery.ingest.registry;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.chancery.core.registry.Registry;

/**
 * Reads registry folders, later ones laid over earlier ones. Bad rows are left out and told;
 * nothing in a file throws. Thread-safe.
 */
public final class RegistryFiles {
  private RegistryFiles() {}

  /**
   * @param findings what is wrong in the files, by file and line; doubts about the facts themselves
   *     are told by {@link RegistryCheck}
   */
  public record Loaded(Registry registry, List<Finding> findings) {
    public Loaded {
      findings = List.copyOf(findings);
    }

    /** Whether any row was left out. */
    public boolean hasErrors() {
      return findings.stream().anyMatch(f -> f.severity() == Severity.ERROR);
    }
  }

  /** The registry of the folders in their order; the last one wins. */
  public static Loaded load(List<Path> folders) {
    Findings findings = new Findings();
    Tables tables = read(folders, findings);
    return new Loaded(registry(tables), findings.ordered());
  }

  static Tables read(List<Path> folders, Findings findings) {
    Tables tables = Tables.EMPTY;
    for (Path folder : folders) {
      tables = tables.with(new FolderReader(folder, findings).read());
    }
    lacking(folders, Table.COUNTRIES, FindingCode.NO_COUNTRIES, findings);
    lacking(folders, Table.ACTORS, FindingCode.NO_ACTORS, findings);
    Tables resolved = new References(findings).resolved(tables);
    return new Tables(
        resolved.countries(),
        resolved.actors(),
        new Overlaps(findings).without(resolved.accounts()),
        resolved.tenures());
  }

  /**
   * Tells when no folder has a table, though some has another one: an overlay may lack files, all
   * folders together may not.
   */
  static void lacking(List<Path> folders, Table table, FindingCode code, Findings findings) {
    boolean any =
        Arrays.stream(Table.values())
            .anyMatch(t -> folders.stream().anyMatch(folder -> TableFile.isThere(folder, t)));
    if (!any || folders.stream().anyMatch(folder -> TableFile.isThere(folder, table))) {
      return; // a folder without any file is told as such
    }
    findings.leftOut().file(table);
    findings.add(
        folders.getFirst(),
        0,
        code,
        "%s.csv is missing: %s"
            .formatted(
                table.baseName(),
                switch (table) {
                  case COUNTRIES -> "a whole list names the countries of its actors";
                  case ACTORS -> "a whole list names its actors";
                  case ACCOUNTS -> "nothing of anybody is heard without accounts";
                  case TENURES -> "nobody is said to hold an office";
                }));
  }

  private static Registry registry(Tables tables) {
    return new Registry(
        tables.countries().stream().map(Line::value).toList(),
        tables.actors().stream().map(Line::value).toList(),
        tables.accounts().stream().map(Line::value).toList(),
        tables.tenures().stream().map(Line::value).toList());
  }
}
