package org.chancery.ingest.source.mastodon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The recorded answers of real servers, and a reading of them of its own. */
final class Shared {
  static final JsonMapper PLAIN = JsonMapper.builder().build();

  private Shared() {}

  static Path path(String path) {
    Path file = Path.of(System.getProperty("chancery.shared", "../../shared"), path);
    Assumptions.assumeTrue(Files.exists(file), "left out, there is no " + file);
    return file;
  }

  static List<Path> files(String folder, String end) {
    try (Stream<Path> files = Files.list(path(folder))) {
      return files.filter(f -> f.toString().endsWith(end)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every object in a tree that can only be a status. */
  static List<JsonNode> statuses(JsonNode tree) {
    List<JsonNode> found = new ArrayList<>();
    walk(tree, found);
    return found;
  }

  private static void walk(JsonNode node, List<JsonNode> found) {
    if (node.isObject() && node.has("content") && node.has("uri") && node.has("created_at")) {
      found.add(node);
    }
    node.forEach(child -> walk(child, found));
  }
}
