// Longer than our measure of a file: one loopback server plays all that may answer the guard.
package org.chancery.ingest.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What hostile, broken and polite servers get from the guard. */
class GuardedEgressTest {
  private static final EgressRules.Limits LIMITS =
      new EgressRules.Limits(16 << 20, 100, Duration.ofSeconds(2), 3, 8 << 10, 100);

  private final Map<String, LoopServer.Request> heard = new ConcurrentHashMap<>();
  private final Map<String, LoopServer.Handler> pages = new ConcurrentHashMap<>();
  private final LoopServer server =
      new LoopServer(
          (request, out) -> {
            heard.put(request.path(), request);
            LoopServer.Handler page = pages.get(request.path());
            if (page == null) {
              LoopServer.send(out, "404 Not Found", "", "");
            } else {
              page.answer(request, out);
            }
          });
  private final GuardedEgress egress = open(Duration.ZERO, Duration.ofSeconds(5));

  private GuardedEgress open(Duration between, Duration patience) {
    return new GuardedEgress(
        new EgressRules(
            "Chancery/test (+https://example.org/contact)",
            new AddressRule(Set.of(server.authority()), false),
            Set.of(80, 443),
            LIMITS,
            new EgressRules.Manners(2, between, patience, Duration.ofDays(1))),
        InstantSource.system(),
        host ->
            InetAddress.getAllByName(host.equals("other.example") ? "93.184.215.14" : "127.0.0.1"),
        to -> server.address());
  }

  @AfterEach
  void close() {
    egress.close();
    server.close();
  }

  private Outcome get(String path, LoopServer.Handler handler) {
    pages.put(path, handler);
    return egress.fetch(Ask.api(server.url(path)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void refused(Outcome outcome, Outcome.Rule rule) {
    assertThat(outcome)
        .isInstanceOfSatisfying(Outcome.Refused.class, r -> assertThat(r.rule()).isEqualTo(rule));
  }

  private static void refused(Opened opened, Outcome.Rule rule) {
    assertThat(opened).isInstanceOfSatisfying(Opened.Shut.class, shut -> refused(shut.why(), rule));
  }

  private static void failed(Outcome outcome, Outcome.Cause cause) {
    assertThat(outcome)
        .isInstanceOfSatisfying(Outcome.Failed.class, f -> assertThat(f.cause()).isEqualTo(cause));
  }

  private static Outcome.Answered answered(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Answered.class);
    return (Outcome.Answered) outcome;
  }

  @Test
  void saysWhoAsksAndReadsWhatIsPacked() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes("ministry"));
    }
    Outcome.Answered answer =
        answered(
            get(
                "/",
                (request, out) ->
                    LoopServer.send(
                        out,
                        "200 OK",
                        "Content-Encoding: gzip\r\nETag: \"1\"\r\n",
                        packed.toByteArray())));
    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("ministry");
    assertThat(answer.header("ETag")).contains("\"1\"");
    assertThat(heard.get("/").headers())
        .containsEntry("user-agent", "Chancery/test (+https://example.org/contact)")
        .doesNotContainKeys("cookie", "authorization");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "raw-deflate", "zstd"})
  void aBombIsRefusedByItsRatio(String encoding) throws IOException {
    byte[] bomb = Bombs.gibibyte(encoding);
    String said = encoding.replace("raw-", "");
    refused(
        get(
            "/bomb",
            (request, out) ->
                LoopServer.send(out, "200 OK", "Content-Encoding: %s\r\n".formatted(said), bomb)),
        Outcome.Rule.RATIO);
  }

  @Test
  void tooMuchIsRefusedWhetherAnnouncedOrNot() {
    refused(
        get(
            "/announced",
            (request, out) ->
                out.write(bytes("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"))),
        Outcome.Rule.BODY_TOO_LARGE);
    refused(get("/endless", GuardedEgressTest::endless), Outcome.Rule.BODY_TOO_LARGE);
    refused(get("/error", (request, out) -> endless("500 Oh", out)), Outcome.Rule.BODY_TOO_LARGE);
  }

  private static void endless(LoopServer.Request request, OutputStream out) throws IOException {
    endless("200 OK", out);
  }

  private static void endless(String status, OutputStream out) throws IOException {
    out.write(bytes("HTTP/1.1 %s\r\nTransfer-Encoding: chunked\r\n\r\n".formatted(status)));
    byte[] chunk = new byte[1 << 16];
    while (true) {
      out.write(bytes("10000\r\n"));
      out.write(chunk);
      out.write(bytes("\r\n"));
    }
  }

  @Test
  void headsAreBounded() {
    refused(
        get(
            "/long",
            (request, out) ->
                out.write(bytes("HTTP/1.1 200 OK\r\nX: %s\r\n\r\n".formatted("y".repeat(20_000))))),
        Outcome.Rule.HEAD_TOO_LARGE);
    refused(
        get(
            "/many",
            (request, out) -> out.write(bytes("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(500)))),
        Outcome.Rule.HEAD_TOO_LARGE);
    refused(
        get(
            "/interim",
            (request, out) -> {
              while (true) {
                out.write(bytes("HTTP/1.1 100 Continue\r\n\r\n"));
              }
            }),
        Outcome.Rule.HEAD_TOO_LARGE);
    answered(
        get(
            "/hints",
            (request, out) -> {
              out.write(bytes("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"));
              LoopServer.send(out, "200 OK", "", "a");
            }));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nX: ", "HTTP/1.1 200 OK\r\n\r\n"})
  void whoDripsIsCutOff(String first) {
    long began = System.nanoTime();
    Outcome outcome =
        get(
            "/drip",
            (request, out) -> {
              out.write(bytes(first));
              while (true) {
                out.write('x');
                out.flush();
                Thread.sleep(100);
              }
            });
    failed(outcome, Outcome.Cause.TIMEOUT);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void brokenAnswersAreFailures() {
    failed(get("/silent", (request, out) -> {}), Outcome.Cause.TORN);
    failed(
        get(
            "/torn",
            (request, out) -> out.write(bytes("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab"))),
        Outcome.Cause.TORN);
    failed(
        get(
            "/chunk",
            (request, out) ->
                out.write(bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nab"))),
        Outcome.Cause.TORN);
    failed(
        get("/noise", (request, out) -> out.write(bytes("\0\1\2 nonsense\r\n\r\n"))),
        Outcome.Cause.TORN);
    failed(
        get(
            "/liar",
            (request, out) ->
                LoopServer.send(out, "200 OK", "Content-Encoding: gzip\r\n", "plain")),
        Outcome.Cause.PROTOCOL);
    failed(
        get(
            "/zstd",
            (request, out) ->
                LoopServer.send(out, "200 OK", "Content-Encoding: zstd\r\n", "plain")),
        Outcome.Cause.PROTOCOL);
    refused(
        get(
            "/br",
            (request, out) -> LoopServer.send(out, "200 OK", "Content-Encoding: br\r\n", "x")),
        Outcome.Rule.ENCODING);
  }

  @Test
  void redirectsAreFollowedAndTold() {
    pages.put("/b", (request, out) -> redirect(out, 302, "c?x=é y"));
    pages.put("/c?x=%C3%A9%20y", (request, out) -> LoopServer.send(out, "200 OK", "", "end"));
    Outcome.Answered answer =
        answered(get("/a", (request, out) -> redirect(out, 301, server.url("/b"))));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.hops()).extracting(Outcome.Hop::status).containsExactly(301, 302);
    assertThat(answer.movedTo()).hasValueSatisfying(to -> assertThat(to).hasPath("/b"));
    refused(get("/loop", (request, out) -> redirect(out, 302, "/loop")), Outcome.Rule.REDIRECTS);
    refused(get("/scheme", (request, out) -> redirect(out, 302, "file:///x")), Outcome.Rule.SCHEME);
  }

  private static void redirect(OutputStream out, int status, String to) throws IOException {
    LoopServer.send(
        out,
        status + " Moved",
        "Location: %s\r\n"
            .formatted(
                new String(to.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)),
        "");
  }

  @Test
  void aSecretStaysWithItsOrigin() {
    pages.put("/away", (request, out) -> redirect(out, 307, "http://other.example/there"));
    pages.put("/home", (request, out) -> redirect(out, 307, "/here"));
    pages.put("/there", (request, out) -> LoopServer.send(out, "200 OK", "", ""));
    pages.put("/here", (request, out) -> LoopServer.send(out, "200 OK", "", ""));
    for (String path : new String[] {"/away", "/home"}) {
      answered(
          egress.fetch(
              Ask.api(server.url(path))
                  .with("Authorization", "Bearer secret")
                  .with("If-None-Match", "\"1\"")));
    }
    assertThat(heard.get("/there").headers())
        .doesNotContainKey("authorization")
        .containsEntry("if-none-match", "\"1\"");
    assertThat(heard.get("/here").headers()).containsEntry("authorization", "Bearer secret");
  }

  @Test
  void nobodyElsewhereNamesWhatIsPermittedOnThisMachine() {
    pages.put("/told", (request, out) -> LoopServer.send(out, "200 OK", "", ""));
    Ask ask = Ask.api(server.url("/told"));
    refused(egress.fetch(ask.toldBy("https://stranger.example/")), Outcome.Rule.ADDRESS);
    refused(egress.open(ask.toldBy("https://stranger.example/"), 100), Outcome.Rule.ADDRESS);
    assertThat(heard).doesNotContainKey("/told");
    answered(egress.fetch(ask.toldBy(server.url("/"))));
  }

  @Test
  void oneServiceOfThisMachineLeadsToNoOther() {
    try (LoopServer other =
            new LoopServer((request, out) -> LoopServer.send(out, "200 OK", "", ""));
        GuardedEgress both =
            new GuardedEgress(
                new EgressRules(
                    "Chancery/test",
                    new AddressRule(Set.of(server.authority(), other.authority()), false),
                    Set.of(80, 443),
                    LIMITS,
                    new EgressRules.Manners(2, Duration.ZERO, Duration.ZERO, Duration.ofDays(1))),
                InstantSource.system())) {
      pages.put("/lead", (request, out) -> redirect(out, 302, other.url("/")));
      refused(both.fetch(Ask.api(server.url("/lead"))), Outcome.Rule.ADDRESS);
      refused(both.fetch(Ask.api(other.url("/")).toldBy(server.url("/"))), Outcome.Rule.ADDRESS);
      assertThat(other.connections()).isZero();
      answered(both.fetch(Ask.api(other.url("/"))));
    }
  }

  @Test
  void aRefusalNamesWhatWasRefusedAndWhoLedThere() {
    assertThat(refusal(get("/port", (request, out) -> redirect(out, 302, "http://127.0.0.1:7/x"))))
        .contains("127.0.0.1:7,", server.authority(), "not permitted");
    assertThat(
            refusal(
                get("/far", (request, out) -> redirect(out, 302, "http://other.example:8080/"))))
        .contains("8080", "other.example", server.authority());
    try (GuardedEgress offline =
        new GuardedEgress(
            EgressRules.usual("test", Set.of(server.authority()), true), InstantSource.system())) {
      Outcome near = offline.fetch(Ask.api("http://127.0.0.1:7/"));
      refused(near, Outcome.Rule.ADDRESS);
      assertThat(refusal(near)).contains("127.0.0.1:7 ", "not permitted");
      Outcome far = offline.fetch(Ask.api(server.url("/far")));
      refused(far, Outcome.Rule.OFFLINE);
      assertThat(refusal(far)).contains("other.example:8080", server.authority());
    }
  }

  private static String refusal(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    return ((Outcome.Refused) outcome).detail();
  }

  @Test
  void permittedAddressesAreKnownInAnyWriting() {
    AddressRule rule = new AddressRule(Set.of("[::1]:8080", "localhost:443"), false);
    assertThat(rule.permits(URI.create("ws://[0:0:0:0:0:0:0:1]:8080/"))).isTrue();
    assertThat(rule.permits(URI.create("wss://LOCALHOST/"))).isTrue();
    assertThat(rule.permits(URI.create("ws://localhost/"))).isFalse();
    assertThat(rule.permits(URI.create("ws://[2001:db8::1]:8080/"))).isFalse();
    URI stream = URI.create("ws://[0::1]:8080/stream");
    assertThat(rule.mayTell(URI.create("http://[::1]:8080/"), stream)).isTrue();
    assertThat(rule.mayTell(URI.create("https://localhost/"), stream)).isFalse();
    assertThat(rule.mayTell(URI.create("https://stranger.example/"), stream)).isFalse();
    assertThat(rule.mayTell(URI.create("https://localhost/"), URI.create("wss://a.example/")))
        .isTrue();
  }

  @Test
  void robotsAreObeyedByPagesOnly() {
    pages.put(
        "/robots.txt",
        (request, out) ->
            LoopServer.send(
                out,
                "200 OK",
                "Content-Type: text/plain\r\n",
                "User-agent: *\nAllow: /\n\nUser-agent: Chancery\nDisallow: /private\n"));
    pages.put("/private/feed", (request, out) -> LoopServer.send(out, "200 OK", "", ""));
    pages.put("/feed", (request, out) -> LoopServer.send(out, "200 OK", "", ""));
    refused(egress.fetch(Ask.page(server.url("/private/feed"))), Outcome.Rule.ROBOTS);
    assertThat(heard).doesNotContainKey("/private/feed");
    answered(egress.fetch(Ask.page(server.url("/feed"))));
    answered(egress.fetch(Ask.api(server.url("/private/feed"))));
  }

  @Test
  void manyWhoComeAtOnceAskForRobotsOnce() throws InterruptedException {
    int many = 8;
    CountDownLatch all = new CountDownLatch(many);
    AtomicInteger asked = new AtomicInteger();
    pages.put(
        "/robots.txt",
        (request, out) -> {
          asked.incrementAndGet();
          try {
            all.await();
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
          LoopServer.send(out, "200 OK", "", "User-agent: *\nAllow: /\n");
        });
    pages.put("/feed", (request, out) -> LoopServer.send(out, "200 OK", "", ""));
    List<Thread> readers = new ArrayList<>();
    List<Outcome> outcomes = new CopyOnWriteArrayList<>();
    for (int i = 0; i < many; i++) {
      readers.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    all.countDown();
                    outcomes.add(egress.fetch(Ask.page(server.url("/feed"))));
                  }));
    }
    for (Thread reader : readers) {
      reader.join();
    }
    assertThat(outcomes).hasSize(many).hasOnlyElementsOfType(Outcome.Answered.class);
    assertThat(asked.get()).isEqualTo(1);
  }

  @Test
  void whoIsBrokenOffWhileAskingForRobotsLeavesItToThoseWhoWait() throws InterruptedException {
    AtomicInteger asked = new AtomicInteger();
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    pages.put(
        "/robots.txt",
        (request, out) -> {
          if (asked.incrementAndGet() == 1) {
            first.countDown();
            done.await();
          }
          LoopServer.send(out, "200 OK", "", "User-agent: *\nAllow: /\n");
        });
    pages.put("/feed", (request, out) -> LoopServer.send(out, "200 OK", "", ""));
    AtomicReference<Outcome> broken = new AtomicReference<>();
    AtomicReference<Outcome> waited = new AtomicReference<>();
    Ask ask = Ask.page(server.url("/feed"));
    Thread asks = Thread.ofVirtual().start(() -> broken.set(egress.fetch(ask)));
    first.await();
    Thread waits = Thread.ofVirtual().start(() -> waited.set(egress.fetch(ask)));
    while (waits.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    asks.interrupt();
    asks.join();
    waits.join();
    done.countDown();
    assertThat(broken.get())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.cause()).isEqualTo(Outcome.Cause.CANCELLED));
    answered(waited.get());
    assertThat(asked.get()).isEqualTo(2);
  }

  @Test
  void aContentIsLedOnOnlyWhereItMayAndKeepsItsMethod() {
    List<String> told = new CopyOnWriteArrayList<>();
    for (int status : List.of(301, 302, 303, 307, 308)) {
      pages.put(
          "/" + status,
          (request, out) -> {
            told.add(request.path() + request.body());
            LoopServer.send(out, status + " There", "Location: /there\r\n", "");
          });
    }
    pages.put(
        "/there",
        (request, out) -> {
          told.add(request.method() + request.body());
          LoopServer.send(out, "200 OK", "", "");
        });
    Ask.Content secret = new Ask.Content("POST", "text/plain", new byte[] {'s'});
    for (int status : List.of(301, 302, 303, 307, 308)) {
      Ask stays = Ask.api(server.url("/" + status), secret);
      assertThat(answered(egress.fetch(stays)).status()).isEqualTo(status);
      Ask leads = Ask.api(server.url("/" + status), secret.leadingOn());
      assertThat(answered(egress.fetch(leads)).status()).isEqualTo(status < 307 ? status : 200);
    }
    assertThat(told)
        .containsExactly(
            "/301s", "/301s", "/302s", "/302s", "/303s", "/303s", "/307s", "/307s", "POSTs",
            "/308s", "/308s", "POSTs");
  }

  @Test
  void robotsThatCannotBeReadForbid() {
    pages.put("/robots.txt", (request, out) -> LoopServer.send(out, "503 Busy", "", ""));
    refused(egress.fetch(Ask.page(server.url("/feed"))), Outcome.Rule.ROBOTS);
  }

  @Test
  void crawlDelayIsKept() {
    pages.put(
        "/robots.txt",
        (request, out) -> LoopServer.send(out, "200 OK", "", "User-agent: *\nCrawl-delay: 7\n"));
    pages.put("/feed", (request, out) -> LoopServer.send(out, "200 OK", "", ""));
    answered(egress.fetch(Ask.page(server.url("/feed"))));
    Instant before = Instant.now();
    assertThat(egress.fetch(Ask.page(server.url("/feed"))))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            r -> {
              assertThat(r.rule()).isEqualTo(Outcome.Rule.NOT_YET);
              assertThat(r.until()).isBetween(before.plusSeconds(5), before.plusSeconds(8));
            });
  }

  @Test
  void retryAfterIsKept() {
    Outcome.Answered busy =
        answered(
            get(
                "/busy",
                (request, out) -> LoopServer.send(out, "429 Slow", "Retry-After: 3600\r\n", "")));
    assertThat(busy.retryAt())
        .isBetween(Instant.now().plusSeconds(3500), Instant.now().plusSeconds(3601));
    int before = server.connections();
    refused(egress.fetch(Ask.api(server.url("/other"))), Outcome.Rule.NOT_YET);
    assertThat(server.connections()).isEqualTo(before);
  }

  @Test
  void turnsAreSpaced() {
    try (GuardedEgress slow = open(Duration.ofMillis(200), Duration.ofSeconds(5))) {
      pages.put("/", (request, out) -> LoopServer.send(out, "200 OK", "", ""));
      long began = System.nanoTime();
      for (int i = 0; i < 4; i++) {
        answered(slow.fetch(Ask.api(server.url("/"))));
      }
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(590));
    }
  }

  @Test
  void anInterruptIsTold() {
    Thread.currentThread().interrupt();
    failed(egress.fetch(Ask.api(server.url("/"))), Outcome.Cause.CANCELLED);
    assertThat(Thread.interrupted()).isTrue();
  }
}
