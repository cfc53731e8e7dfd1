package org.chancery.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.chancery.server.hub.DataFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that works on a data folder. */
final class DataOptions {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data folder (default: ~/.local/share/chancery).")
  @Nullable Path data;

  @Option(
      names = "--database",
      paramLabel = "jdbc:postgresql://…",
      description = "A PostgreSQL 18 server instead of the embedded one.")
  @Nullable String database;

  @Option(
      names = "--registry",
      paramLabel = "DIR",
      description = "Folder that overlays the shipped registry; may be repeated.")
  List<Path> registry = new ArrayList<>();

  Path folder() {
    return data != null
        ? data
        : DataFolder.usual(System.getenv(), Path.of(System.getProperty("user.home")));
  }

  /** The shipped registry, then the overlays. */
  List<Path> registries() {
    List<Path> folders = new ArrayList<>();
    folders.add(shipped());
    folders.addAll(registry);
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        throw new Chancery.WrongUsage("--registry takes a folder; there is none at " + folder);
      }
    }
    return folders;
  }

  /** A folder with the shipped countries only, for a world whose actors are invented. */
  static Path shippedCountries(Path dataFolder) throws IOException {
    Path folder = Files.createDirectories(dataFolder.resolve("countries"));
    Files.copy(
        shipped().resolve("countries.csv"),
        folder.resolve("countries.csv"),
        StandardCopyOption.REPLACE_EXISTING);
    return folder;
  }

  /** The list that comes with the program; the launcher tells where. */
  static Path shipped() {
    return Path.of(System.getProperty("chancery.registry", "registry"));
  }
}
