package org.chancery.server.push;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.chancery.ingest.source.feed.websub.PushDoor;
import org.chancery.ingest.source.feed.websub.Subscriber;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** All paths below {@code /websub}, where a callback is set. Thread-safe. */
public final class PushRoutes {
  private static final MediaType PLAIN =
      new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

  private final PushDoor door;

  public PushRoutes(PushDoor door) {
    this.door = door;
  }

  public RouterFunction<ServerResponse> routes() {
    return RouterFunctions.route()
        .path(
            Subscriber.PATH.substring(0, Subscriber.PATH.length() - 1),
            push -> push.route(request -> true, this::answer))
        .build();
  }

  private ServerResponse answer(ServerRequest request) {
    String path = request.servletRequest().getRequestURI();
    String token = path.startsWith(Subscriber.PATH) ? path.substring(Subscriber.PATH.length()) : "";
    if (request.method().equals(HttpMethod.POST)) {
      return pushed(token, request);
    }
    if (request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD)) {
      return of(door.verify(token, said(request)));
    }
    return ServerResponse.status(405).header("Allow", "GET, HEAD, POST").build();
  }

  /** The query; empty where it cannot be read. */
  private static Map<String, String> said(ServerRequest request) {
    try {
      return new HashMap<>(request.params().toSingleValueMap());
    } catch (IllegalStateException e) { // percent signs that are no escapes, or no UTF-8
      return Map.of();
    }
  }

  private ServerResponse pushed(String token, ServerRequest request) {
    try {
      return of(
          door.push(
              token,
              request.headers().firstHeader("X-Hub-Signature"),
              request.servletRequest().getInputStream()));
    } catch (IOException e) {
      return ServerResponse.badRequest().build(); // the other side broke off
    }
  }

  private static ServerResponse of(PushDoor.Reply reply) {
    ServerResponse.BodyBuilder response =
        ServerResponse.status(reply.status()).header("Cache-Control", "no-store");
    return reply.text().isEmpty()
        ? response.build()
        : response.contentType(PLAIN).body(reply.text().getBytes(StandardCharsets.UTF_8));
  }
}
