package org.chancery.server.api.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.chancery.server.api.query.Problem;
import org.jspecify.annotations.Nullable;

/** Problems as RFC 9457 documents. */
public final class Problems {
  public static final String TYPE = "application/problem+json";

  private static final Map<Integer, String> TITLES =
      Map.of(
          400, "The question cannot be answered as it was asked",
          404, "There is nothing here",
          405, "This method is not taken here",
          500, "The hub has failed",
          503, "The hub cannot answer now");

  private Problems() {}

  /** What is told of a problem. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Says("RFC 9457")
  public record Document(
      String type,
      String title,
      int status,
      @Says("Who is at fault, what was given, what is allowed") String detail,
      @Says("The address that was asked for, without its query") @Nullable String instance,
      @Says("Stable") String code,
      @Nullable String parameter) {}

  public static byte[] bytes(Problem p, @Nullable String path) {
    return Json.bytes(
        new Document(
            "about:blank",
            TITLES.getOrDefault(p.status(), "Problem"),
            p.status(),
            p.detail(),
            path == null ? null : Problem.shown(path),
            p.code(),
            p.parameter()));
  }

  /** Answers a plain servlet response. */
  public static void send(HttpServletResponse response, Problem problem, @Nullable String path)
      throws IOException {
    byte[] body = bytes(problem, path);
    response.setStatus(problem.status());
    response.setContentType(TYPE);
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
