package org.chancery.ingest.egress;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.Closer;
import org.jspecify.annotations.Nullable;

/** One request and its answer, cut off when its time is over. Thread-safe. */
final class Exchange {
  private static final List<String> NO_ENCODING = List.of("identity");

  private final CloseableHttpClient client;
  private final ScheduledExecutorService timer;
  private final EgressRules.Limits limits;
  private final InstantSource clock;

  Exchange(
      CloseableHttpClient client,
      ScheduledExecutorService timer,
      EgressRules.Limits limits,
      InstantSource clock) {
    this.client = client;
    this.timer = timer;
    this.limits = limits;
    this.clock = clock;
  }

  /** A way to ask one address. */
  @FunctionalInterface
  interface Way {
    /**
     * @param left time left until the deadline
     */
    Outcome ask(URI at, Map<String, String> headers, List<Outcome.Hop> hops, Duration left);
  }

  /**
   * Asks for a whole answer.
   *
   * @param most bytes of the body
   */
  Way getting(long most) {
    return (at, headers, hops, left) ->
        whole(at, request(at, headers, Body.ACCEPTED), hops, left, most);
  }

  /** Sends a content. */
  Way sending(Ask.Content content, long most) {
    return (at, headers, hops, left) -> {
      HttpUriRequestBase send = new HttpUriRequestBase(content.method(), at);
      headers.forEach(send::setHeader);
      send.setHeader("Accept-Encoding", Body.ACCEPTED);
      send.setEntity(
          new ByteArrayEntity(content.bytes(), ContentType.parseLenient(content.type())));
      return whole(at, send, hops, left, most);
    };
  }

  private Outcome whole(
      URI at, HttpUriRequestBase get, List<Outcome.Hop> hops, Duration left, long most) {
    AtomicBoolean late = new AtomicBoolean();
    ScheduledFuture<?> watch = watch(get, late, left);
    try (ClassicHttpResponse response = client.executeOpen(null, get, null)) {
      try {
        return answered(at, hops, response, limits.within(most));
      } catch (IOException | RuntimeException e) {
        get.cancel(); // else closing would read the rest of a body without end
        throw e;
      }
    } catch (IOException | HttpException | RuntimeException e) {
      return late.get()
          ? new Outcome.Failed(
              Outcome.Cause.TIMEOUT, "not done within " + seconds(limits.deadline()))
          : told(e);
    } finally {
      watch.cancel(false);
    }
  }

  /**
   * Asks for a body without end: the deadline bounds the time until its head. A status other than
   * 200 is answered as by {@link #get}.
   *
   * @param longestLine most bytes of a line
   */
  Way opening(int longestLine, Consumer<LineStream> flowing) {
    return (at, headers, hops, left) -> {
      HttpGet get = request(at, headers, "identity");
      AtomicBoolean late = new AtomicBoolean();
      ScheduledFuture<?> watch = watch(get, late, left);
      try {
        ClassicHttpResponse response = client.executeOpen(null, get, null);
        boolean kept = false;
        try {
          Map<String, List<String>> head = headers(response);
          if (response.getCode() != 200 || response.getEntity() == null) {
            return answered(at, hops, response, limits);
          }
          if (!head.getOrDefault("content-encoding", NO_ENCODING).equals(NO_ENCODING)) {
            throw new RefusedException(Outcome.Rule.ENCODING, "an encoding of a stream");
          }
          InputStream body = response.getEntity().getContent();
          flowing.accept(new LineStream(body, () -> breakOff(get, response), longestLine));
          kept = true;
          return new Outcome.Answered(200, at, hops, head, new byte[0], null);
        } finally {
          if (!kept) {
            breakOff(get, response);
          }
        }
      } catch (IOException | HttpException | RuntimeException e) {
        return late.get()
            ? new Outcome.Failed(
                Outcome.Cause.TIMEOUT, "no head within " + seconds(limits.deadline()))
            : told(e);
      } finally {
        watch.cancel(false);
      }
    };
  }

  private static String seconds(Duration time) {
    return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
  }

  private static void breakOff(HttpGet get, ClassicHttpResponse response) {
    get.cancel();
    Closer.closeQuietly(response);
  }

  private static HttpGet request(URI at, Map<String, String> headers, String encodings) {
    HttpGet get = new HttpGet(at);
    headers.forEach(get::setHeader);
    get.setHeader("Accept-Encoding", encodings);
    return get;
  }

  private ScheduledFuture<?> watch(HttpUriRequestBase get, AtomicBoolean late, Duration left) {
    return timer.schedule(
        () -> {
          late.set(true);
          get.cancel();
        },
        Math.max(0, left.toNanos()),
        TimeUnit.NANOSECONDS);
  }

  private Outcome answered(
      URI at, List<Outcome.Hop> hops, ClassicHttpResponse response, EgressRules.Limits within)
      throws IOException, HttpException {
    Map<String, List<String>> headers = headers(response);
    int status = response.getCode();
    byte[] body = redirects(status) ? new byte[0] : body(response, headers, within);
    return new Outcome.Answered(
        status, at, hops, headers, body, retryAt(status, headers.get("retry-after")));
  }

  private static Map<String, List<String>> headers(ClassicHttpResponse response) {
    Map<String, List<String>> headers = new TreeMap<>();
    for (Header header : response.getHeaders()) {
      headers
          .computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), n -> new ArrayList<>(1))
          .add(header.getValue() == null ? "" : header.getValue());
    }
    return headers;
  }

  static boolean redirects(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  private static byte[] body(
      ClassicHttpResponse response, Map<String, List<String>> headers, EgressRules.Limits limits)
      throws IOException {
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return new byte[0];
    }
    if (entity.getContentLength() > limits.body()) {
      throw new RefusedException(
          Outcome.Rule.BODY_TOO_LARGE,
          "%d bytes, at most %d".formatted(entity.getContentLength(), limits.body()));
    }
    InputStream wire = entity.getContent();
    byte[] body =
        Body.read(
            wire, String.join(",", headers.getOrDefault("content-encoding", List.of())), limits);
    wire.close();
    return body;
  }

  private @Nullable Instant retryAt(int status, @Nullable List<String> said) {
    if (said == null || (status != 429 && status != 503)) {
      return null;
    }
    String text = said.getFirst().strip();
    if (text.matches("[0-9]{1,9}")) {
      return clock.instant().plusSeconds(Long.parseLong(text));
    }
    return DateUtils.parseStandardDate(text);
  }

  private static Outcome told(Exception e) {
    return switch (e) {
      case RefusedException refused -> refused.outcome();
      // sockets of virtual threads are closed by an interrupt
      case Exception broken when Thread.currentThread().isInterrupted() ->
          failed(Outcome.Cause.CANCELLED, broken);
      case MessageConstraintException tooLarge ->
          new Outcome.Refused(Outcome.Rule.HEAD_TOO_LARGE, line(tooLarge), null);
      case UnknownHostException unknown -> failed(Outcome.Cause.DNS, unknown);
      case SSLException tls -> failed(Outcome.Cause.TLS, tls);
      case ConnectionClosedException torn -> failed(Outcome.Cause.TORN, torn);
      case TruncatedChunkException torn -> failed(Outcome.Cause.TORN, torn);
      case NoHttpResponseException torn -> failed(Outcome.Cause.TORN, torn);
      case EOFException torn -> failed(Outcome.Cause.TORN, torn);
      case ZipException broken -> failed(Outcome.Cause.PROTOCOL, broken);
      case ConnectException refused -> failed(Outcome.Cause.CONNECT, refused);
      case NoRouteToHostException refused -> failed(Outcome.Cause.CONNECT, refused);
      case SocketException torn -> failed(Outcome.Cause.TORN, torn);
      case InterruptedIOException timeout -> failed(Outcome.Cause.TIMEOUT, timeout);
      default -> failed(Outcome.Cause.PROTOCOL, e);
    };
  }

  private static Outcome failed(Outcome.Cause cause, Exception e) {
    return new Outcome.Failed(cause, line(e));
  }

  /** Messages may repeat what a remote sent: one short line without control characters. */
  private static String line(Exception e) {
    String said = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    String plain = said.replaceAll("\\p{Cntrl}+", " ");
    return plain.substring(0, Math.min(200, plain.length()));
  }
}
