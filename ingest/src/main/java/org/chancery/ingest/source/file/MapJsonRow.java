package org.chancery.ingest.source.file;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A JSON object seen through a map of paths; a path that meets an array goes into each element. */
final class MapJsonRow implements MapRow {
  private record Path(@Nullable String literal, String whole, List<String> steps) {}

  private final Map<String, Path> paths = new HashMap<>();
  private @Nullable JsonNode record;

  MapJsonRow(ColumnMap map) {
    map.columns()
        .forEach(
            (key, path) ->
                paths.put(
                    key,
                    new Path(
                        path.startsWith("=") ? path.substring(1) : null,
                        path,
                        List.of(path.split("\\.")))));
  }

  MapJsonRow at(JsonNode object) {
    record = object;
    return this;
  }

  @Override
  public @Nullable String text(String key) {
    Path path = paths.get(key);
    if (path == null || path.literal() != null) {
      return path == null ? null : path.literal();
    }
    JsonNode direct = Json.at(record, path.whole());
    JsonNode node = direct != null ? direct : record;
    for (int i = 0; direct == null && i < path.steps().size(); i++) {
      node = Json.at(node, path.steps().get(i));
    }
    return Json.scalar(node);
  }

  @Override
  public @Nullable List<String> list(String key) {
    Path path = paths.get(key);
    if (path == null || record == null) {
      return null;
    } else if (path.literal() != null) {
      return Lists.split(key, path.literal());
    }
    JsonNode direct = Json.at(record, path.whole());
    List<String> out = new ArrayList<>();
    boolean found =
        direct != null
            ? collect(key, direct, List.of(), out)
            : collect(key, record, path.steps(), out);
    return found ? out : null;
  }

  private static boolean collect(String key, JsonNode node, List<String> steps, List<String> out) {
    if (node.isArray()) {
      node.forEach(element -> collect(key, element, steps, out));
      return true;
    } else if (steps.isEmpty()) {
      String value = Json.scalar(node);
      if (value != null) {
        out.addAll(Lists.split(key, value));
      }
      return node.isValueNode();
    }
    JsonNode next = Json.at(node, steps.getFirst());
    return next != null && collect(key, next, steps.subList(1, steps.size()), out);
  }
}
