package org.chancery.server.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.chancery.core.registry.Registry;
import org.chancery.ingest.egress.EgressRules;
import org.chancery.ingest.egress.GuardedEgress;
import org.chancery.ingest.source.ListedAccounts;
import org.chancery.ingest.source.settings.Checked;
import org.chancery.ingest.source.settings.Reach;
import org.chancery.ingest.source.settings.Sources;
import org.chancery.ingest.source.settings.Trial;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A post is pushed by a hub, over HTTP from end to end: the hub runs in the test, behind what would
 * be a reverse proxy, and the clock stands still between its push and the post's being answered.
 */
class PushServeTest {
  private static final String PUBLIC = "https://chancery.example/observatory";
  private static final String SETTINGS =
      """
      contact: press@example.org
      feeds:
        listed: true
        websub:
          callback: %s/
      """
          .formatted(PUBLIC);

  @TempDir private Path folder = Path.of("");
  private final BlockingQueue<Map<String, String>> asked = new LinkedBlockingQueue<>();
  private ServedFeeds feeds;

  @BeforeEach
  void open() throws IOException {
    feeds = new ServedFeeds(folder);
    feeds.also("/hub", this::hub);
    feeds.serve("/other", new ServedFeeds.Page(410, ""));
  }

  @AfterEach
  void close() {
    feeds.close();
  }

  private void hub(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Map<String, String> form = new HashMap<>();
      for (String pair : body.split("&")) {
        String[] part = pair.split("=", 2);
        form.put(part[0], URLDecoder.decode(part[1], StandardCharsets.UTF_8));
      }
      exchange.sendResponseHeaders(202, -1);
      asked.add(form);
    }
  }

  private ServedFeeds.Page page(String... items) {
    return new ServedFeeds.Page(
        200, ServedFeeds.rss(items), "<%s>; rel=\"hub\"".formatted(feeds.url("/hub")));
  }

  /** The callback as the proxy hands it on. */
  private static String local(Map<String, String> form) {
    String callback = form.get("hub.callback");
    assertThat(callback).startsWith(PUBLIC + "/websub/");
    return callback.substring(PUBLIC.length());
  }

  private HttpResponse<String> verify(String callback, String topic, String challenge)
      throws Exception {
    return feeds.ask(
        callback
            + "?hub.mode=subscribe&hub.lease_seconds=864000&hub.topic=%s&hub.challenge=%s"
                .formatted(
                    URLEncoder.encode(topic, StandardCharsets.UTF_8),
                    URLEncoder.encode(challenge, StandardCharsets.UTF_8)),
        "GET",
        "");
  }

  private HttpResponse<String> push(String callback, String secret, String body, String type)
      throws Exception {
    Mac mac = Mac.getInstance("HmacSHA512");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
    String signature = HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    return feeds.ask(
        callback, "POST", body, "Content-Type", type, "X-Hub-Signature", "sha512=" + signature);
  }

  @Test
  void a_pushed_post_is_answered_while_the_clock_stands_still() throws Exception {
    feeds.serve("/Feed", page("1=Un"));
    feeds.run(SETTINGS, this::pushed);
  }

  private void pushed() throws Exception {
    feeds.until("/posts?actor=fr-mfa", a -> a.get("rows").size() == 1);
    feeds.until(
        "the hub of the feed",
        () -> feeds.rows("select hub from feed_state where hub is not null"),
        rows -> rows.equals(List.of(feeds.url("/hub"))));
    feeds.pass(Duration.ofSeconds(61));
    Map<String, String> form = asked.poll(60, TimeUnit.SECONDS);
    assertThat(form).containsEntry("hub.topic", feeds.url("/Feed"));
    String callback = local(form);

    assertThat(verify(callback, "https://mfa.example/other", "x").statusCode()).isEqualTo(404);
    HttpResponse<String> echo = verify(callback, feeds.url("/Feed"), "<b>&\u00e9");
    assertThat(echo.statusCode()).isEqualTo(200);
    assertThat(echo.body()).isEqualTo("<b>&\u00e9");
    assertThat(echo.headers().firstValue("content-type").orElse("")).startsWith("text/plain");
    assertThat(echo.headers().map())
        .containsKey("x-content-type-options")
        .doesNotContainKey("set-cookie");

    feeds.serve("/Feed", page("1=Un", "2=Deux"));
    assertThat(
            feeds.rows(
                "select due > timestamptz '%s' + interval '5 minutes' from feed_state where hub is not null"
                    .formatted(ServedFeeds.START)))
        .as("it is not asked by itself yet")
        .containsExactly("t");
    HttpResponse<String> wrong = push(callback, "guessed", "<rss/>", "application/rss+xml");
    HttpResponse<String> right =
        push(callback, form.get("hub.secret"), "a=b", "application/x-www-form-urlencoded");
    assertThat(right.statusCode()).isEqualTo(202).isEqualTo(wrong.statusCode());
    assertThat(right.body()).isEqualTo(wrong.body()).isEmpty();
    feeds.until("/posts?actor=fr-mfa", a -> a.get("rows").size() == 2);
    assertThat(feeds.rows("select refused from feed_subscription")).containsExactly("1");
  }

  @Test
  void the_door_is_no_way_in() throws Exception {
    feeds.serve("/Feed", page("1=Un"));
    feeds.run(SETTINGS, this::refused);
  }

  private void refused() throws Exception {
    String unknown = "/websub/" + "a".repeat(43);
    assertThat(push(unknown, "x", "y", "text/plain").statusCode()).isEqualTo(410);
    assertThat(feeds.ask(unknown, "POST", "").statusCode()).isEqualTo(410);
    for (String path : List.of("/websub", "/websub/", "/websub/x/y", "/websub/%00", unknown)) {
      for (String query :
          List.of(
              "",
              "?hub.mode=subscribe&hub.topic=x&hub.challenge=y&hub.lease_seconds=1",
              "?hub.topic=%00&hub.mode=denied",
              "?%zz")) {
        int status = raw("GET", path + query);
        assertThat(status).as(path + query).isIn(400, 404);
      }
    }
    for (String method : List.of("PUT", "DELETE", "PATCH", "OPTIONS")) {
      HttpResponse<String> reply = feeds.ask(unknown, method, "");
      assertThat(reply.statusCode()).as(method).isEqualTo(405);
      assertThat(reply.headers().firstValue("allow")).contains("GET, HEAD, POST");
    }
    assertThat(feeds.ask("/api/v1/status", "POST", "").statusCode()).isEqualTo(405);
    assertThat(feeds.ask("/en/", "POST", "").statusCode()).isEqualTo(405);
  }

  @Test
  void a_trial_of_the_callback_knows_the_door() throws Exception {
    feeds.serve("/Feed", page("1=Un"));
    feeds.run(
        SETTINGS,
        () -> {
          assertThat(tried(feeds.base())).satisfies(found -> assertThat(found.fine()).isTrue());
          assertThat(tried(feeds.base().resolve("/en")))
              .as("another page of the same program")
              .satisfies(found -> assertThat(found.fine()).isFalse());
        });
  }

  private static Checked tried(URI callback) throws InterruptedException {
    List<Checked> found = new ArrayList<>();
    EgressRules rules = EgressRules.usual("", Set.of(callback.getAuthority()), true);
    try (GuardedEgress egress = new GuardedEgress(rules, InstantSource.system())) {
      Sources.parse(
              Path.of(Sources.FILE), "feeds:\n  websub:\n    callback: %s\n".formatted(callback))
          .feeds()
          .check(
              new Trial(
                  new Reach("", true),
                  egress,
                  ListedAccounts.of(Registry.empty()),
                  InstantSource.system(),
                  found::add));
    }
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private int raw(String method, String path) throws Exception {
    URI base = feeds.base();
    try (java.net.Socket socket = new java.net.Socket(base.getHost(), base.getPort())) {
      socket
          .getOutputStream()
          .write(
              "%s %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                  .formatted(method, path)
                  .getBytes(StandardCharsets.US_ASCII));
      String reply = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(reply).doesNotContain("Exception", "Tomcat", "\tat ");
      return Integer.parseInt(reply.substring(9, 12));
    }
  }

  @Test
  void without_a_callback_there_is_no_door_and_nobody_is_asked() throws Exception {
    feeds.serve("/Feed", page("1=Un"));
    feeds.run(
        "contact: press@example.org\nfeeds:\n  listed: true\n",
        () -> {
          feeds.until(
              "the hub of the feed",
              () -> feeds.rows("select hub from feed_state where hub is not null"),
              rows -> rows.size() == 1);
          feeds.pass(Duration.ofMinutes(5));
          assertThat(feeds.ask("/websub/" + "a".repeat(43), "POST", "").statusCode())
              .isEqualTo(405);
          assertThat(feeds.ask("/websub/x?hub.mode=denied", "GET", "").statusCode()).isEqualTo(404);
          assertThat(asked).isEmpty();
          assertThat(feeds.rows("select feed from feed_subscription")).isEmpty();
        });
  }
}
