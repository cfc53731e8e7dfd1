package org.chancery.ingest.registry;

import java.nio.file.Path;
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
    if (tables.countries().isEmpty() && !tables.actors().isEmpty()) {
      findings.add(
          folders.getFirst(),
          0,
          FindingCode.NO_COUNTRIES,
          "no folder has countries, so the countries of actors are not checked");
    }
    Tables resolved = new References(findings).resolved(tables);
    return new Tables(
        resolved.countries(),
        resolved.actors(),
        new Overlaps(findings).without(resolved.accounts()),
        resolved.tenures());
  }

  private static Registry registry(Tables tables) {
    return new Registry(
        tables.countries().stream().map(Line::value).toList(),
        tables.actors().stream().map(Line::value).toList(),
        tables.accounts().stream().map(Line::value).toList(),
        tables.tenures().stream().map(Line::value).toList());
  }
}
