package org.chancery.server.api.status;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The stable word within an error that sources tell as {@code [about: ]CAUSE[: detail]}. */
final class Cause {
  private static final Pattern WORD = Pattern.compile("(?:^|: )([A-Z][A-Z0-9_]{2,40})(?=$|: )");

  private Cause() {}

  /** Null where there is none. */
  static @Nullable String in(@Nullable String error) {
    Matcher word = WORD.matcher(error == null ? "" : error);
    return word.find() ? word.group(1) : null;
  }
}
