package org.chancery.server.api.query;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One parameter of the API: its name, what it may hold, and how it is read. Immutable.
 *
 * @param schema as in OpenAPI
 * @param many whether it takes several values with commas between them
 * @param preset the text that holds when it is not given; null when its absence means something
 */
public record Parameter<T>(
    String name,
    String description,
    Map<String, Object> schema,
    boolean many,
    @Nullable String preset,
    Reader<T> reader) {

  /** Reads a text that is not empty; throws {@link Problem} when it cannot be used. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(String text, Context context);
  }

  static <T> Parameter<T> one(
      String name, String description, Map<String, Object> schema, Reader<T> reader) {
    return new Parameter<>(name, description, schema, false, null, reader);
  }

  /** One of a closed set of words. */
  static Parameter<String> choice(
      String name, String description, @Nullable String preset, List<String> words) {
    return new Parameter<>(
        name,
        description,
        Map.of("type", "string", "enum", words),
        false,
        preset,
        (text, context) -> {
          if (!words.contains(text)) {
            throw Problem.noneOf(name, text, words, "one of " + String.join(", ", words));
          }
          return text;
        });
  }

  /** Several words with commas between them, each once. */
  static <T> Parameter<List<T>> list(
      String name, String description, Map<String, Object> item, int most, Reader<T> reader) {
    return new Parameter<>(
        name,
        description,
        Map.of("type", "array", "items", item, "maxItems", most),
        true,
        null,
        (text, context) -> {
          List<String> parts =
              List.of(text.split(",", -1)).stream().map(String::strip).distinct().toList();
          if (parts.size() > most) {
            throw Problem.bad(
                name, "%s takes at most %d values, got %d".formatted(name, most, parts.size()));
          }
          return parts.stream().map(part -> reader.read(part, context)).toList();
        });
  }

  /** The same with a text that holds when it is not given. */
  Parameter<T> or(String preset) {
    return new Parameter<>(name, description, schema, many, preset, reader);
  }
}
