package org.chancery.server.hub;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The registry folders that a data folder was last used with. Stored posts are attributed by them:
 * a command that forgot them would take those posts away from their actors.
 */
public final class Overlays {
  private static final String FILE = "overlays";

  private Overlays() {}

  /** Folders of the last command that named any, as absolute paths; empty when none did. */
  public static List<Path> remembered(Path dataFolder) throws IOException {
    Path file = dataFolder.resolve(FILE);
    return Files.exists(file)
        ? Files.readAllLines(file, StandardCharsets.UTF_8).stream()
            .filter(line -> !line.isBlank())
            .map(Path::of)
            .toList()
        : List.of();
  }

  /** Remembers folders in place of those before; none at all forgets them. */
  public static void remember(Path dataFolder, List<Path> folders) throws IOException {
    Files.createDirectories(dataFolder);
    Path written = dataFolder.resolve(FILE + ".new");
    Files.write(
        written,
        folders.stream().map(f -> f.toAbsolutePath().normalize().toString()).toList(),
        StandardCharsets.UTF_8);
    Files.move(
        written,
        dataFolder.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
