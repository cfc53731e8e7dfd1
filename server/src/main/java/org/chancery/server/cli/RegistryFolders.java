package org.chancery.server.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.chancery.core.registry.Registry;
import org.chancery.ingest.registry.Finding;
import org.chancery.ingest.registry.RegistryFiles;
import org.chancery.ingest.registry.Severity;
import picocli.CommandLine.Option;

/** The folders on which commands about the registry work. */
final class RegistryFolders {
  @Option(
      names = "--registry",
      paramLabel = "DIR",
      description = "Folder that overlays the shipped registry; may be repeated.")
  private List<Path> overlays = new ArrayList<>();

  /** The shipped registry, or the folders given in its stead, then the overlays. */
  List<Path> all(List<Path> instead) {
    List<Path> folders =
        new ArrayList<>(instead.isEmpty() ? List.of(DataOptions.shipped()) : instead);
    folders.addAll(overlays);
    return folders;
  }

  boolean hasOverlays() {
    return !overlays.isEmpty();
  }

  Registry load() {
    return load(all(List.of()));
  }

  /** The registry of the folders, which must be sound: what is built on it would not be. */
  static Registry load(List<Path> folders) {
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        throw new Chancery.WrongUsage("there is no folder " + folder);
      }
    }
    RegistryFiles.Loaded loaded = RegistryFiles.load(folders);
    loaded.findings().stream()
        .filter(finding -> finding.severity() == Severity.ERROR)
        .findFirst()
        .ifPresent(
            (Finding error) -> {
              throw new Chancery.CannotRun(
                  "the registry has errors, the first is %s (all: registry check)"
                      .formatted(error));
            });
    return loaded.registry();
  }
}
