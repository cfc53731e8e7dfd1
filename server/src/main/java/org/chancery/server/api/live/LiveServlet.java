package org.chancery.server.api.live;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.chancery.server.api.answer.Problems;
import org.chancery.server.api.query.Problem;
import org.jspecify.annotations.Nullable;

/**
 * {@code /live}: Server-Sent Events. Each listener is a virtual thread that waits for the next
 * snapshot; one that does not read misses snapshots and is dropped when its connection does not
 * take a write for as long as the web server waits.
 */
public final class LiveServlet extends HttpServlet {
  private static final String TYPE = "text/event-stream";
  private static final int MOST_LISTENERS = 5_000;
  private static final long BEAT_MILLIS = 5_000;
  private static final byte[] BEAT = "event: beat\ndata: {}\n\n".getBytes(StandardCharsets.UTF_8);
  private static final byte[] BEGIN = "retry: 3000\n\n".getBytes(StandardCharsets.UTF_8);
  private static final long NONE = Long.MIN_VALUE;

  private final transient LiveFeed feed;

  public LiveServlet(LiveFeed feed) {
    this.feed = feed;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (request.getMethod()) {
      case "GET" -> doGet(request, response);
      case "HEAD" -> response.setContentType(TYPE); // a stream without a body would never end
      default -> {
        response.setHeader("Allow", "GET, HEAD");
        Problems.send(
            response,
            new Problem(405, "METHOD_NOT_ALLOWED", "the API is read with GET", null),
            request.getRequestURI());
      }
    }
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getQueryString() != null && !request.getQueryString().isEmpty()) {
      Problems.send(
          response,
          new Problem(400, "PARAMETER_UNKNOWN", "/live takes no parameters", null),
          request.getRequestURI());
      return;
    }
    try {
      if (feed.join() > MOST_LISTENERS) {
        Problems.send(
            response,
            new Problem(503, "BUSY", "too many listen already; ask again in a moment", null),
            request.getRequestURI());
        return;
      }
      response.setContentType(TYPE);
      response.setCharacterEncoding(StandardCharsets.UTF_8);
      response.setHeader("Cache-Control", "no-store");
      response.setHeader("X-Accel-Buffering", "no");
      listen(response.getOutputStream(), version(request.getHeader("Last-Event-ID")));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      feed.leave();
    }
  }

  private void listen(OutputStream out, long known) throws IOException, InterruptedException {
    long seen = known;
    out.write(BEGIN);
    out.flush();
    while (!feed.closed()) {
      Snapshots.Sent next = feed.await(seen, BEAT_MILLIS);
      if (next == null) {
        out.write(BEAT);
      } else {
        seen = next.version();
        out.write(next.event());
      }
      out.flush();
    }
  }

  private static long version(@Nullable String lastEventId) {
    try {
      return lastEventId == null ? NONE : Long.parseLong(lastEventId.strip());
    } catch (NumberFormatException e) {
      return NONE;
    }
  }
}
