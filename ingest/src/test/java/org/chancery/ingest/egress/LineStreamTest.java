package org.chancery.ingest.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bodies without end through the guard. */
class LineStreamTest {
  private static final int LONGEST = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Of those that wait for a deadline to pass. */
  private static final Duration SHORT = Duration.ofMillis(200);

  private final Map<String, LoopServer.Handler> pages = new ConcurrentHashMap<>();
  private final Map<String, LoopServer.Request> heard = new ConcurrentHashMap<>();
  private final CountDownLatch test = new CountDownLatch(1);
  private static final String FAR = "other.example";
  private static final String FAR_ADDRESS = "93.184.215.14";

  private final LoopServer server =
      new LoopServer(
          (request, out) -> {
            heard.put(request.path(), request);
            pages.get(request.path()).answer(request, out);
          });
  private final LoopServer other =
      new LoopServer(
          (request, out) -> {
            heard.put("other", request);
            head(out);
            out.write("there\n".getBytes(StandardCharsets.UTF_8));
          });
  private final GuardedEgress egress = egress(PATIENCE);

  @AfterEach
  void close() {
    test.countDown();
    egress.close();
    server.close();
    other.close();
  }

  private GuardedEgress egress(Duration deadline) {
    return new GuardedEgress(
        new EgressRules(
            "Chancery/test",
            new AddressRule(Set.of(server.authority()), false),
            Set.of(80),
            new EgressRules.Limits(1 << 20, 100, deadline, 3, 8 << 10, 100),
            new EgressRules.Manners(1, Duration.ZERO, PATIENCE, Duration.ofDays(1))),
        InstantSource.system(),
        host -> InetAddress.getAllByName(host.equals(FAR) ? FAR_ADDRESS : host),
        to -> to.getHostString().equals(FAR) ? other.address() : to);
  }

  private static void head(OutputStream out) throws IOException {
    out.write(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"
            .getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private LineStream open(String path, LoopServer.Handler handler) {
    pages.put(path, handler);
    Opened opened =
        egress.open(Ask.api(server.url(path)).with("authorization", "Bearer secret"), LONGEST);
    assertThat(opened).isInstanceOf(Opened.Flowing.class);
    return ((Opened.Flowing) opened).lines();
  }

  private Outcome shut(String path, LoopServer.Handler handler) {
    pages.put(path, handler);
    Opened opened = egress.open(Ask.api(server.url(path)), LONGEST);
    assertThat(opened).isInstanceOf(Opened.Shut.class);
    return ((Opened.Shut) opened).why();
  }

  @Test
  void lines_come_as_they_are_written_and_the_host_can_be_asked_meanwhile() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    pages.put("/page", (request, out) -> LoopServer.send(out, "200 OK", "", "page"));
    try (LineStream lines =
        open(
            "/stream",
            (request, out) -> {
              head(out);
              out.write("one\r\n\né".getBytes(StandardCharsets.UTF_8));
              out.flush();
              go.await(60, TimeUnit.SECONDS);
              out.write("!\n".getBytes(StandardCharsets.UTF_8));
            })) {
      assertThat(lines.next()).isEqualTo("one");
      assertThat(lines.next()).isEmpty();
      // one exchange at once is allowed: an open stream is none
      assertThat(egress.fetch(Ask.api(server.url("/page")))).isInstanceOf(Outcome.Answered.class);
      go.countDown();
      assertThat(lines.next()).isEqualTo("é!");
      assertThat(lines.next()).isNull();
    }
    assertThat(heard.get("/stream").headers())
        .containsEntry("accept-encoding", "identity")
        .containsEntry("authorization", "Bearer secret");
  }

  @Test
  void a_line_without_end_ends_the_stream() {
    LineStream lines =
        open(
            "/long",
            (request, out) -> {
              head(out);
              byte[] much = "x".repeat(8_000).getBytes(StandardCharsets.UTF_8);
              while (test.getCount() > 0) {
                out.write(much);
              }
            });
    assertThatThrownBy(lines::next).hasMessageContaining("more than 1000 bytes");
    lines.close();
  }

  @Test
  void a_body_that_ends_within_a_line_is_torn() {
    LineStream lines =
        open(
            "/torn",
            (request, out) -> {
              head(out);
              out.write("half".getBytes(StandardCharsets.UTF_8));
            });
    assertThatThrownBy(lines::next).hasMessageContaining("within a line");
    lines.close();
  }

  @Test
  void closing_ends_a_read_under_way() throws Exception {
    LineStream lines =
        open(
            "/silent",
            (request, out) -> {
              head(out);
              test.await(60, TimeUnit.SECONDS);
            });
    CountDownLatch ended = new CountDownLatch(1);
    Thread reading =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    lines.next();
                  } catch (IOException e) {
                    ended.countDown();
                  }
                });
    lines.close();
    assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
    reading.join();
  }

  @Test
  void silence_is_a_failure() {
    pages.put(
        "/silence",
        (request, out) -> {
          head(out);
          test.await(60, TimeUnit.SECONDS);
        });
    try (GuardedEgress quick = egress(SHORT)) {
      LineStream lines = opened(quick, "/silence");
      assertThatThrownBy(lines::next).isInstanceOf(IOException.class); // three times the deadline
      lines.close();
    }
  }

  /** On a slow machine even a head that is sent at once may be late for a short deadline. */
  private LineStream opened(GuardedEgress quick, String path) {
    for (long until = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < until; ) {
      if (quick.open(Ask.api(server.url(path)), LONGEST) instanceof Opened.Flowing flowing) {
        return flowing.lines();
      }
    }
    throw new AssertionError("no head came in time");
  }

  @Test
  void a_head_that_does_not_come_is_a_failure() {
    pages.put("/headless", (r, out) -> test.await(60, TimeUnit.SECONDS));
    try (GuardedEgress quick = egress(SHORT)) {
      assertThat(quick.open(Ask.api(server.url("/headless")), LONGEST))
          .isInstanceOfSatisfying(
              Opened.Shut.class,
              shut ->
                  assertThat(shut.why())
                      .isInstanceOfSatisfying(
                          Outcome.Failed.class,
                          f -> assertThat(f.cause()).isEqualTo(Outcome.Cause.TIMEOUT)));
    }
  }

  @Test
  void other_answers_are_told_as_usual() {
    assertThat(shut("/401", (r, out) -> LoopServer.send(out, "401 No", "", "{}")))
        .isInstanceOfSatisfying(
            Outcome.Answered.class,
            a -> {
              assertThat(a.status()).isEqualTo(401);
              assertThat(a.body()).hasSize(2);
            });
    assertThat(
            shut(
                "/packed",
                (r, out) -> LoopServer.send(out, "200 OK", "Content-Encoding: gzip\r\n", "x")))
        .isInstanceOfSatisfying(
            Outcome.Refused.class, r -> assertThat(r.rule()).isEqualTo(Outcome.Rule.ENCODING));
    assertThat(
            shut(
                "/away",
                (r, out) ->
                    LoopServer.send(out, "302 Found", "Location: http://10.0.0.1/\r\n", "")))
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void a_redirect_carries_no_token_to_another_host() throws Exception {
    try (LineStream lines =
        open(
            "/moved",
            (r, out) ->
                LoopServer.send(out, "307 Moved", "Location: http://%s/\r\n".formatted(FAR), ""))) {
      assertThat(lines.next()).isEqualTo("there");
    }
    assertThat(heard.get("other").headers()).doesNotContainKey("authorization");
  }
}
