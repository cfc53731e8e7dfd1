package org.chancery.server.api;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.chancery.server.api.live.Snapshots;
import org.chancery.server.api.query.Nearest;
import org.chancery.server.api.query.Problem;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.UriUtils;

/** All paths below {@code /api}. Thread-safe. */
public final class ApiRoutes {
  private static final String SNAPSHOT = "/live-snapshot";
  private static final String OPEN_API = "/openapi.json";

  private final ApiHandler handler;
  private final Snapshots snapshots;
  private final byte[] openApi;

  public ApiRoutes(ApiHandler handler, Snapshots snapshots, byte[] openApi) {
    this.handler = handler;
    this.snapshots = snapshots;
    this.openApi = openApi;
  }

  public RouterFunction<ServerResponse> routes() {
    return RouterFunctions.route()
        .path("/api", api -> api.route(request -> true, this::answer))
        .build();
  }

  private ServerResponse answer(ServerRequest request) {
    String path;
    try {
      path = UriUtils.decode(request.servletRequest().getRequestURI(), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return of(
          ApiHandler.problem(
              new Problem(400, "PATH_UNKNOWN", "this path cannot be read", null), ""));
    }
    if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
      return of(
          ApiHandler.problem(
              new Problem(
                  405,
                  "METHOD_NOT_ALLOWED",
                  "the API is read with GET; got " + Problem.shown(request.method().name()),
                  null),
              below(path)));
    }
    if (!path.startsWith(ApiHandler.BASE + "/")) {
      return of(
          ApiHandler.problem(
              new Problem(404, "PATH_UNKNOWN", "the API begins at /api/v1/", null), ""));
    }
    String below = below(path);
    MultiValueMap<String, String> query;
    try {
      query = new LinkedMultiValueMap<>(request.params()); // read here, not when it is first asked
    } catch (IllegalStateException e) { // percent signs that are no escapes, or no UTF-8
      return of(
          ApiHandler.problem(
              new Problem(400, "PARAMETER_UNREADABLE", "what follows ? cannot be read", null),
              below));
    }
    return switch (below) {
      case SNAPSHOT, OPEN_API -> of(single(below, query));
      default -> of(handler.get(below, query));
    };
  }

  private static String below(String path) {
    return path.startsWith(ApiHandler.BASE) ? path.substring(ApiHandler.BASE.length()) : "";
  }

  private ApiHandler.Reply single(String path, MultiValueMap<String, String> query) {
    if (!query.isEmpty()) {
      String first = query.keySet().iterator().next();
      return ApiHandler.problem(
          new Problem(
              400,
              "PARAMETER_UNKNOWN",
              "%s is not known here.%s This takes: none"
                  .formatted(Problem.shown(first), Nearest.question(first, java.util.List.of())),
              Problem.shown(first)),
          path);
    }
    return ApiHandler.Reply.of(
        200,
        "application/json",
        path.equals(OPEN_API)
            ? openApi
            : snapshots.current().json().getBytes(StandardCharsets.UTF_8));
  }

  private static ServerResponse of(ApiHandler.Reply reply) {
    ServerResponse.BodyBuilder response = ServerResponse.status(reply.status());
    for (Map.Entry<String, String> header : reply.headers().entrySet()) {
      if (!header.getKey().equals("Content-Type")) {
        response.header(header.getKey(), header.getValue());
      }
    }
    if (reply.status() == 405) {
      response.header("Allow", "GET, HEAD");
    }
    return response
        .contentType(MediaType.parseMediaType(reply.headers().getOrDefault("Content-Type", "*/*")))
        .body(reply.body());
  }
}
