package org.chancery.ingest.source.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Column maps of exports that many people have; each is known by its name. */
public final class KnownMaps {
  public static final List<String> NAMES = List.of("facebook-page", "instagram-page");

  private KnownMaps() {}

  /** The map of a name, empty when there is none. */
  public static Optional<ColumnMap> find(String name) {
    if (!NAMES.contains(name)) {
      return Optional.empty();
    }
    try (InputStream yaml = KnownMaps.class.getResourceAsStream(name + ".yaml")) {
      if (yaml == null) {
        throw new IllegalStateException("the program lacks its column map " + name);
      }
      return Optional.of(ColumnMap.parse(new String(yaml.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
