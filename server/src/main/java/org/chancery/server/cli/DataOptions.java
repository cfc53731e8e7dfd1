package org.chancery.server.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.chancery.server.hub.DataFolder;
import org.chancery.server.hub.Overlays;
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
      description =
          "Folder that overlays the shipped registry; may be repeated. Remembered for this data folder.")
  List<Path> registry = new ArrayList<>();

  @Option(
      names = "--shipped-registry",
      description = "Only the shipped registry: forget the folders named before.")
  boolean shippedOnly;

  Path folder() {
    return data != null
        ? data
        : DataFolder.usual(System.getenv(), Path.of(System.getProperty("user.home")));
  }

  /**
   * The shipped registry, then the overlays: those named now, else those that this data folder was
   * last used with.
   */
  List<Path> registries() {
    List<Path> overlays = overlays();
    if (named()) {
      remember(overlays);
    }
    return behindShipped(overlays);
  }

  /** The same, for a command that only looks: nothing is remembered. */
  List<Path> registriesToRead() {
    return behindShipped(overlays());
  }

  private static List<Path> behindShipped(List<Path> overlays) {
    List<Path> folders = new ArrayList<>();
    folders.add(shipped());
    folders.addAll(overlays);
    return folders;
  }

  private boolean named() {
    return shippedOnly || !registry.isEmpty();
  }

  private List<Path> overlays() {
    if (shippedOnly && !registry.isEmpty()) {
      throw new Chancery.WrongUsage("--registry and --shipped-registry exclude each other");
    }
    boolean named = named();
    List<Path> overlays = named ? registry : remembered();
    for (Path overlay : overlays) {
      if (!Files.isDirectory(overlay)) {
        throw new Chancery.WrongUsage(
            named
                ? "--registry takes a folder; there is none at " + overlay
                : "this data folder was last used with the registry at %s, which is gone; name it with --registry, or forget it with --shipped-registry"
                    .formatted(overlay));
      }
    }
    return overlays;
  }

  private List<Path> remembered() {
    try {
      return Overlays.remembered(folder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void remember(List<Path> overlays) {
    try {
      Overlays.remember(folder(), overlays);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
