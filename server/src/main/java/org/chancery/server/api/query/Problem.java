package org.chancery.server.api.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why an answer is not given, as RFC 9457 tells it: who is at fault, what was given, what is
 * allowed. The code is stable and is what pages translate.
 */
public final class Problem extends RuntimeException {
  private final int status;
  private final String code;
  private final @Nullable String parameter;

  public Problem(int status, String code, String detail, @Nullable String parameter) {
    super(detail, null, false, false);
    this.status = status;
    this.code = code;
    this.parameter = parameter;
  }

  /** A value that cannot be used. */
  public static Problem bad(String parameter, String detail) {
    return new Problem(400, "PARAMETER_BAD", detail, parameter);
  }

  /** A value that is none of the allowed ones, with the nearest of them. */
  public static Problem noneOf(String parameter, String given, List<String> allowed, String what) {
    return bad(
        parameter,
        "%s takes %s; %s is none.%s"
            .formatted(parameter, what, shown(given), Nearest.question(given, allowed)));
  }

  /** What was given, short enough to be repeated and without what could disturb a reader. */
  public static String shown(String given) {
    String clean = given.replaceAll("\\p{C}", "?");
    return clean.codePointCount(0, clean.length()) <= 60
        ? clean
        : clean.substring(0, clean.offsetByCodePoints(0, 60)) + "…";
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  public @Nullable String parameter() {
    return parameter;
  }

  public String detail() {
    String detail = getMessage();
    return detail == null ? "" : detail;
  }
}
