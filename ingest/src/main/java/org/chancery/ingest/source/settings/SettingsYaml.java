package org.chancery.ingest.source.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  /** Where, in the words of the parser. */
  private static final Pattern PLACE = Pattern.compile("line ([0-9]{1,9}), column");

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
      String told = String.valueOf(e.getOriginalMessage());
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      for (Matcher place = PLACE.matcher(told); place.find(); ) {
        line = Integer.parseInt(place.group(1)); // the last is where it is, those before lead there
      }
      String why =
          told.lines()
              .filter(l -> !l.isBlank() && !l.startsWith(" ") && !l.startsWith("while "))
              .findFirst()
              .orElse(told.lines().findFirst().orElse(""));
      throw new SettingsException(
          List.of(
              "%s:%d: no YAML: %s%s%s"
                  .formatted(file, line, Wording.shown(why), at(text, line), hint(text, line))));
    }
  }

  /** The line as it stands, so that it need not be counted out. */
  private static String at(String text, int line) {
    return text.lines().skip(line - 1L).findFirst().filter(l -> !l.isBlank()).stream()
        .map(found -> ", at " + Wording.shown(found.strip()))
        .findFirst()
        .orElse("");
  }

  /** What usually is the matter. */
  private static String hint(String text, int line) {
    List<String> around = text.lines().skip(Math.max(0, line - 2L)).limit(2).toList();
    if (around.stream().anyMatch(l -> l.indexOf('\t') >= 0)) {
      return "; lines are indented with spaces, never with tabs";
    }
    if (around.stream().anyMatch(l -> l.matches("\\s*[\\w-]+:\\s+[^\"\'\\[{#].*:\\s.*"))) {
      return "; a value with a colon and a space stands in quotes";
    }
    return "; keys of one section begin in the same column, brackets and quotes are closed";
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
