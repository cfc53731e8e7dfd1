package org.chancery.ingest.source.file;

import static org.chancery.core.event.RejectReason.MALFORMED;
import static org.chancery.core.event.RejectReason.TOO_LARGE;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.chancery.core.event.Parsed;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Strict JSON: nothing after the text, no key twice (which of the two would count is told by no
 * standard, RFC 8259 section 4), at most {@value EventFileReader#MAX_DEPTH} levels.
 */
public final class Json {
  static final JsonMapper MAPPER = strict(Long.MAX_VALUE);

  private Json() {}

  /**
   * A mapper that reads strictly.
   *
   * @param tokens most tokens of a text: bounds what a tree of it can take in memory
   */
  public static JsonMapper strict(long tokens) {
    return JsonMapper.builder(
            JsonFactory.builder()
                .streamReadConstraints(
                    StreamReadConstraints.builder()
                        .maxNestingDepth(EventFileReader.MAX_DEPTH)
                        .maxStringLength(EventFileReader.MAX_RECORD_BYTES)
                        .maxTokenCount(tokens)
                        .build())
                .recyclerPool(JsonRecyclerPools.threadLocalPool())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build())
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();
  }

  /** A parsed text or why it is none: exactly one of the two is null. */
  public record Result(@Nullable JsonNode node, Parsed.@Nullable Rejected problem) {}

  static Result parse(byte[] bytes, int from, int to) {
    return parse(MAPPER, bytes, from, to);
  }

  /** Parses with a mapper of {@link #strict}. */
  public static Result parse(JsonMapper mapper, byte[] bytes, int from, int to) {
    try {
      JsonNode node = mapper.readTree(bytes, from, to - from);
      return node == null || node.isMissingNode()
          ? new Result(null, new Parsed.Rejected(MALFORMED, "no JSON text"))
          : new Result(node, null);
    } catch (StreamConstraintsException e) {
      return new Result(null, new Parsed.Rejected(TOO_LARGE, words(e)));
    } catch (JacksonException e) {
      return new Result(null, new Parsed.Rejected(MALFORMED, words(e)));
    }
  }

  private static String words(JacksonException e) {
    String message = e.getOriginalMessage();
    String line = Texts.excerpt(message == null ? "not JSON" : message, 160);
    return e.getLocation() == null
        ? line
        : "%s (column %d)".formatted(line, e.getLocation().getColumnNr());
  }

  /** The member, null where it is absent or JSON's null. */
  public static @Nullable JsonNode at(@Nullable JsonNode node, String key) {
    JsonNode value = node == null ? null : node.get(key);
    return value == null || value.isNull() ? null : value;
  }

  /** The member in one of two spellings. */
  static @Nullable JsonNode at(@Nullable JsonNode node, String key, String otherwise) {
    JsonNode value = at(node, key);
    return value != null ? value : at(node, otherwise);
  }

  /** A string, number or flag as text; null where it is absent, null, empty or no scalar. */
  public static @Nullable String text(@Nullable JsonNode node, String key) {
    return scalar(at(node, key));
  }

  static @Nullable String text(@Nullable JsonNode node, String key, String otherwise) {
    String value = text(node, key);
    return value != null ? value : text(node, otherwise);
  }

  static @Nullable String scalar(@Nullable JsonNode value) {
    if (value == null || !value.isValueNode() || value.isNull()) {
      return null;
    }
    String text = value.asString();
    return text.isEmpty() ? null : text;
  }

  /** Whether the member is JSON's true. */
  public static boolean flag(@Nullable JsonNode node, String key) {
    JsonNode value = at(node, key);
    return value != null && value.isBoolean() && value.booleanValue();
  }

  /** Elements of an array; null where there is no array, elements that yield null are left out. */
  static <T> @Nullable List<T> list(
      @Nullable JsonNode array, Function<JsonNode, @Nullable T> element) {
    if (array == null || !array.isArray()) {
      return null;
    }
    List<T> out = new ArrayList<>(array.size());
    for (JsonNode node : array) {
      T value = element.apply(node);
      if (value != null) {
        out.add(value);
      }
    }
    return out;
  }
}
