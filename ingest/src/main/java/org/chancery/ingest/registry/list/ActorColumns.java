package org.chancery.ingest.registry.list;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chancery.ingest.registry.Wording;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Which columns of a table hold what a candidate has. A value that begins with {@code =} is a
 * literal: {@code kind: =media}. Immutable.
 *
 * @param columns by key, keys among {@link #KEYS}
 */
public record ActorColumns(char separator, Map<String, String> columns) {
  public static final List<String> KEYS =
      List.of(
          "name",
          "name_fr",
          "other_name",
          "kind",
          "voice",
          "country",
          "organisation",
          "host",
          "mission",
          "city",
          "wikidata",
          "website",
          "note",
          "bluesky",
          "bluesky_id",
          "mastodon",
          "x",
          "x_id",
          "feed",
          "telegram",
          "youtube",
          "facebook",
          "facebook_id",
          "instagram",
          "office",
          "office_country",
          "from",
          "to",
          "source",
          "checked");

  private static final List<String> REQUIRED = List.of("name", "kind", "voice");
  private static final YAMLMapper YAML = YAMLMapper.builder().build();

  public ActorColumns {
    columns = Map.copyOf(columns);
    for (String key : columns.keySet()) {
      if (!KEYS.contains(key)) {
        throw new IllegalArgumentException(
            "%s is no key of a column map.%s"
                .formatted(Wording.shown(key), Wording.didYouMean(key, KEYS)));
      }
    }
    for (String key : REQUIRED) {
      if (!columns.containsKey(key)) {
        throw new IllegalArgumentException(
            "the column map needs %s (a column, or a literal such as \"=media\")".formatted(key));
      }
    }
  }

  /**
   * Reads a map from YAML: one {@code key: column} a line, and {@code separator: ;}.
   *
   * @throws IOException when there is no such file
   * @throws IllegalArgumentException when it is no map, in words
   */
  public static ActorColumns read(Path file) throws IOException {
    JsonNode root;
    try {
      root = YAML.readTree(Files.readString(file));
    } catch (JacksonException | java.nio.charset.CharacterCodingException e) {
      throw new IllegalArgumentException("no YAML in UTF-8", e);
    }
    if (!root.isObject()) {
      throw new IllegalArgumentException("a column map has lines such as \"name: State\"");
    }
    Map<String, String> columns = new LinkedHashMap<>();
    root.properties().forEach(e -> columns.put(e.getKey(), e.getValue().asString("")));
    String separator = columns.remove("separator");
    if (separator != null && separator.length() != 1 && !separator.equals("tab")) {
      throw new IllegalArgumentException("separator is one character, or tab");
    }
    char one = separator == null ? ',' : separator.equals("tab") ? '\t' : separator.charAt(0);
    return new ActorColumns(one, columns);
  }

  List<String> needed() {
    return columns.values().stream().filter(column -> !column.startsWith("=")).toList();
  }

  String value(String key, CsvTable.Row row) {
    String column = columns.getOrDefault(key, "=");
    return column.startsWith("=") ? column.substring(1) : row.cell(column);
  }
}
