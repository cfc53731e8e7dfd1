package org.chancery.server.api.query;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * Where a list goes on: the sort key of its last row, opaque to callers. Immutable.
 *
 * @param parts of the key, in its order
 */
public record PageToken(List<String> parts) {
  private static final String SEPARATOR = "\u001f";

  public static String of(Object... key) {
    String joined = String.join(SEPARATOR, Arrays.stream(key).map(Object::toString).toList());
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(joined.getBytes(StandardCharsets.UTF_8));
  }

  static PageToken read(String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      String joined = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new PageToken(List.of(joined.split(SEPARATOR, -1)));
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw bad();
    }
  }

  /** The parts when there are so many. */
  public List<String> parts(int size) {
    if (parts.size() != size) {
      throw bad();
    }
    return parts;
  }

  public static double number(String part) {
    try {
      double value = Double.parseDouble(part);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw bad();
    }
    throw bad();
  }

  public static long whole(String part) {
    try {
      return Long.parseLong(part);
    } catch (NumberFormatException e) {
      throw bad();
    }
  }

  public static UUID key(String part) {
    try {
      return UUID.fromString(part);
    } catch (IllegalArgumentException e) {
      throw bad();
    }
  }

  public static Problem bad() {
    return new Problem(
        400,
        "PAGE_TOKEN_BAD",
        "next takes the token that the page before gave, for the same question; this is none",
        "next");
  }
}
