package org.chancery.ingest.source.file;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Column maps as YAML, flat ({@code account.handle: user}) or nested. */
final class ColumnMapYaml {
  private static final YAMLMapper YAML = YAMLMapper.builder().build();

  private ColumnMapYaml() {}

  static ColumnMap parse(String yaml) {
    JsonNode root;
    try {
      root = YAML.readTree(yaml);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "not YAML: " + Texts.excerpt(String.valueOf(e.getOriginalMessage()), 160), e);
    }
    if (!root.isObject()) {
      throw new IllegalArgumentException("a column map has lines such as 'id: tweet_id'");
    }
    Map<String, String> all = new LinkedHashMap<>();
    flatten("", root, all);
    List<String> known = new ArrayList<>(MapKeys.FILE);
    known.addAll(MapKeys.NEUTRAL);
    for (String key : all.keySet()) {
      if (!known.contains(key)) {
        throw new IllegalArgumentException(
            "%s is no key of a column map%s"
                .formatted(Texts.quote(key), Words.didYouMean(key, known)));
      }
    }
    Map<String, String> columns = new LinkedHashMap<>(all);
    columns.keySet().removeAll(MapKeys.FILE);
    return new ColumnMap(
        format(all.get("format")),
        columns,
        character("separator", all.get("separator")),
        character("quote", all.get("quote")),
        encoding(all.get("encoding")),
        pattern(all.get("created_pattern")));
  }

  private static void flatten(String prefix, JsonNode object, Map<String, String> out) {
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      String key = prefix + entry.getKey();
      JsonNode value = entry.getValue();
      if (value.isObject()) {
        flatten(key + ".", value, out);
      } else if (value.isValueNode() && !value.isNull() && !value.asString().isEmpty()) {
        out.put(key, value.asString());
      } else {
        throw new IllegalArgumentException(
            "%s names one column, was %s".formatted(Texts.quote(key), Words.kind(value)));
      }
    }
  }

  private static FileFormat format(@Nullable String given) {
    if (given == null) {
      throw new IllegalArgumentException("the column map needs format: csv or jsonl");
    }
    return FileFormat.find(given)
        .filter(FileFormat::needsMap)
        .orElseThrow(
            () ->
                new IllegalArgumentException("format is csv or jsonl, was " + Texts.quote(given)));
  }

  private static @Nullable Character character(String key, @Nullable String given) {
    if (given == null) {
      return null;
    }
    String one = given.equals("tab") || given.equals("\\t") ? "\t" : given;
    if (one.length() != 1 || one.charAt(0) > 127) {
      throw new IllegalArgumentException(
          "%s is one ASCII character, or tab; was %s".formatted(key, Texts.quote(given)));
    }
    return one.charAt(0);
  }

  private static @Nullable Charset encoding(@Nullable String given) {
    try {
      return given == null ? null : Charset.forName(given);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "encoding %s is not known; try UTF-8, windows-1252, UTF-16, GB18030, Shift_JIS"
              .formatted(Texts.quote(given)),
          e);
    }
  }

  private static @Nullable String pattern(@Nullable String given) {
    try {
      if (given != null) {
        Times.pattern(given);
      }
      return given;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "created_pattern %s: %s".formatted(Texts.quote(given), e.getMessage()), e);
    }
  }

  static String write(ColumnMap map) {
    StringBuilder out = new StringBuilder();
    line(out, "format", map.format().slug());
    map.columns().forEach((key, column) -> line(out, key, column));
    line(out, "separator", map.separator());
    line(out, "quote", map.quote());
    line(out, "encoding", map.encoding());
    line(out, "created_pattern", map.createdPattern());
    return out.toString();
  }

  static void line(StringBuilder out, String key, @Nullable Object value) {
    if (value != null) {
      String text = value.toString();
      boolean plain = text.matches("=?[A-Za-z_][A-Za-z0-9_./ -]*[A-Za-z0-9_]|=?[A-Za-z_]");
      boolean word = text.matches("(?i)true|false|null|yes|no|on|off|y|n|nan");
      out.append(key).append(": ").append(plain && !word ? text : quoted(text)).append('\n');
    }
  }

  /** YAML's double quotes read the escapes of JSON. */
  private static String quoted(String text) {
    return Json.MAPPER.writeValueAsString(text);
  }
}
