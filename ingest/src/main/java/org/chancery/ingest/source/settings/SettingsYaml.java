package org.chancery.ingest.source.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chancery.ingest.registry.Wording;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;

/** Reads YAML with its lines, as a stream, so that aliases cannot multiply. */
final class SettingsYaml {
  private static final YAMLFactory YAML = new YAMLFactory();
  private static final int DEPTH = 8;

  private final String file;
  private final JsonParser parser;

  private SettingsYaml(String file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /**
   * The keys of a file; none of an empty one.
   *
   * @throws SettingsException when it is no YAML with keys
   */
  static Value.Keys read(String file, String text) {
    try (JsonParser parser = YAML.createParser(ObjectReadContext.empty(), text)) {
      JsonToken first = parser.nextToken();
      if (first == null || first == JsonToken.VALUE_NULL) {
        return new Value.Keys(1, Map.of());
      }
      SettingsYaml yaml = new SettingsYaml(file, parser);
      if (first != JsonToken.START_OBJECT) {
        throw yaml.wrong("the file has lines such as \"contact: press@example.org\"");
      }
      return yaml.keys(0);
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      String why = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
      throw new SettingsException(
          List.of("%s:%d: no YAML: %s".formatted(file, line, Wording.shown(why))));
    }
  }

  private Value value(JsonToken token, int depth) {
    int line = line();
    if (depth > DEPTH) {
      throw wrong("more than %d levels".formatted(DEPTH));
    }
    return switch (token) {
      case START_OBJECT -> keys(depth);
      case START_ARRAY -> {
        List<Value> values = new ArrayList<>();
        for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
          values.add(value(t, depth + 1));
        }
        yield new Value.Many(line, values);
      }
      case VALUE_NULL -> new Value.Nothing(line);
      default -> {
        String text = parser.getString().strip();
        yield text.isEmpty() || text.equals("~")
            ? new Value.Nothing(line)
            : new Value.Text(line, text);
      }
    };
  }

  private Value.Keys keys(int depth) {
    int line = line();
    Map<String, Value> values = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = parser.currentName();
      if (values.containsKey(key)) {
        throw wrong(Wording.shown(key) + " is set twice");
      }
      values.put(key, value(parser.nextToken(), depth + 1));
    }
    return new Value.Keys(line, values);
  }

  private int line() {
    return Math.max(1, parser.currentTokenLocation().getLineNr());
  }

  private SettingsException wrong(String what) {
    return new SettingsException(List.of("%s:%d: %s".formatted(file, line(), what)));
  }
}
