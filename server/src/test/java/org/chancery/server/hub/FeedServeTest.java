package org.chancery.server.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.chancery.ingest.egress.AddressRule;
import org.chancery.ingest.egress.EgressRules;
import org.chancery.ingest.egress.GuardedEgress;
import org.chancery.ingest.source.settings.Reach;
import org.chancery.ingest.source.settings.SourceMeans;
import org.chancery.ingest.source.settings.Sources;
import org.chancery.ingest.topology.Hub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The hub as {@code serve} runs it, with feeds set in a file, on a clock that the test sets: what a
 * ministry's feed says is answered by the API, and what its server does is told on the status page.
 */
class FeedServeTest {
  private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path folder = Path.of("");
  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final InstantSource clock = now::get;
  private final Map<String, Page> pages = new ConcurrentHashMap<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private HttpServer ministry;
  private String api = "";

  private record Page(int status, String body) {}

  @BeforeEach
  void open() throws IOException {
    ministry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ministry.createContext("/", this::answer);
    ministry.start();
  }

  @AfterEach
  void close() {
    ministry.stop(0);
    client.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Page page = pages.getOrDefault(exchange.getRequestURI().getPath(), new Page(404, ""));
      byte[] body = page.body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/rss+xml");
      exchange.sendResponseHeaders(page.status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private String url(String path) {
    return "http://127.0.0.1:" + ministry.getAddress().getPort() + path;
  }

  private static Page rss(String... items) {
    StringBuilder rss = new StringBuilder("<rss version=\"2.0\"><channel><title>News</title>");
    for (String item : items) {
      String[] part = item.split("=", 2);
      rss.append(
          "<item><guid>%1$s</guid><title>%2$s</title><pubDate>Sun, 01 Nov 2026 10:00:00 GMT</pubDate><link>https://mfa.example/%1$s</link></item>"
              .formatted(part[0], part[1]));
    }
    return new Page(200, rss + "</channel></rss>");
  }

  private Path registry() throws IOException {
    Path registry = Files.createDirectories(folder.resolve("registry"));
    Files.copy(Path.of("../registry/countries.csv"), registry.resolve("countries.csv"));
    Files.writeString(
        registry.resolve("actors.csv"),
        "id,kind,name_en,name_fr,country,organisation,voice,host,wikidata,note,source,checked\n"
            + "fr-mfa,foreign-ministry,Foreign ministry,Ministère,FRA,,institution,,,,test,2026-11-01\n"
            + "de-mfa,foreign-ministry,Foreign office,Ministère,DEU,,institution,,,,test,2026-11-01\n");
    Files.writeString(
        registry.resolve("accounts.csv"),
        "actor,network,handle,native_id,from,to,source,checked\n"
            + "fr-mfa,feed,%s,,,,test,2026-11-01\nde-mfa,feed,%s,,,,test,2026-11-01\n"
                .formatted(url("/Feed"), url("/other")));
    Files.writeString(registry.resolve("tenures.csv"), "person,office,from,to,source,checked\n");
    return registry;
  }

  @Test
  void what_feeds_say_is_answered_and_what_they_do_is_told() throws Exception {
    pages.put("/Feed", rss("1=Accord signé", "2=Visite"));
    pages.put("/other", new Page(410, ""));
    Path file = folder.resolve("sources.yaml");
    Files.writeString(file, "contact: press@example.org\nfeeds:\n  listed: true\n");
    Sources sources = Sources.read(file);
    EgressRules rules =
        new EgressRules(
            "Chancery/test",
            new AddressRule(Set.of("127.0.0.1:" + ministry.getAddress().getPort()), true),
            Set.of(),
            EgressRules.Limits.USUAL,
            new EgressRules.Manners(8, Duration.ZERO, PATIENCE, Duration.ofDays(1)));
    try (DataFolder data = DataFolder.take(folder.resolve("data")).orElseThrow();
        Wiring wiring = Wiring.open(data, null, List.of(registry()), clock);
        GuardedEgress egress = new GuardedEgress(rules, clock);
        ConfigurableApplicationContext web =
            WebServer.start(
                wiring.surroundings(false, 1, new Surroundings.Build("test", "", ""), null),
                "127.0.0.1",
                0)) {
      api = "http://127.0.0.1:%d/api/v1".formatted(WebServer.port(web));
      Hub.Ref hub = wiring.hub(true).register(LiveJob.NAME);
      SourceMeans means =
          new SourceMeans(
              "feed-serve-test",
              new Reach(sources.contact(), false),
              egress,
              hub,
              wiring.store().dataSource(),
              clock,
              () -> 0); // the least of all pauses: feeds are asked at once
      try (LiveJob live = LiveJob.start(wiring, sources.taps(means), hub, Duration.ofMillis(200))) {
        assertThat(live).isNotNull();
        followed();
      }
    }
  }

  private void followed() throws Exception {
    JsonNode posts = until("/posts?actor=fr-mfa", a -> a.get("rows").size() == 2);
    assertThat(posts.get("rows").findValuesAsString("text"))
        .containsExactlyInAnyOrder("Accord signé", "Visite");
    assertThat(posts.get("rows").findValuesAsString("url"))
        .containsExactlyInAnyOrder("https://mfa.example/1", "https://mfa.example/2");

    JsonNode status = until("/status", a -> feeds(a, "fine") == 1 && feeds(a, "gone") == 1);
    JsonNode gone = status.get("feeds").get("troubled").get(0);
    assertThat(gone.get("handle").asString()).isEqualTo(url("/other"));
    assertThat(gone.get("actor").asString()).isEqualTo("de-mfa");
    assertThat(gone.get("state").asString()).isEqualTo("gone");
    assertThat(gone.get("last_error").asString()).contains("410");

    pages.put("/Feed", rss("1=Accord signé à Genève", "2=Visite"));
    now.updateAndGet(t -> t.plus(Duration.ofHours(2)));
    JsonNode edited =
        until("/posts?actor=fr-mfa", a -> a.toString().contains("Accord signé à Genève"));
    assertThat(edited.get("rows").size()).isEqualTo(2);
    assertThat(edited.toString()).contains("EDITED");

    pages.put("/Feed", rss("8=Huit", "9=Neuf"));
    now.updateAndGet(t -> t.plus(Duration.ofDays(3)));
    status = until("/status", a -> a.get("feeds").get("gaps").size() == 1);
    JsonNode gap = status.get("feeds").get("gaps").get(0);
    assertThat(gap.get("why").asString()).isEqualTo("scrolled");
    assertThat(gap.get("actor").asString()).isEqualTo("fr-mfa");
    assertThat(Instant.parse(gap.get("from").asString())).isAfterOrEqualTo(START);
    assertThat(gap.get("to").asString()).isEqualTo(START.plus(Duration.ofHours(74)).toString());
    until("/posts?actor=fr-mfa", a -> a.get("rows").size() == 4);

    pages.put("/Feed", new Page(500, ""));
    now.updateAndGet(t -> t.plus(Duration.ofDays(1)));
    status = until("/status", a -> feeds(a, "failing") == 1);
    JsonNode source = status.get("sources").get(0);
    assertThat(source.get("id").asString()).isEqualTo("feeds");
    status = until("/status", a -> a.get("sources").get(0).get("outages").has("HTTP_500"));
    assertThat(status.get("feeds").get("troubled").toString()).contains("HTTP_500");
  }

  private static long feeds(JsonNode status, String what) {
    JsonNode feeds = status.get("feeds");
    return feeds == null || feeds.isNull() ? -1 : feeds.get(what).asLong();
  }

  /** Asks until the answer is as wanted, with a generous bound. */
  private JsonNode until(String path, Predicate<JsonNode> wanted) throws Exception {
    JsonNode answer = JSON.nullNode();
    for (long end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; ) {
      HttpResponse<String> reply =
          client.send(
              HttpRequest.newBuilder(URI.create(api + path)).build(),
              HttpResponse.BodyHandlers.ofString());
      answer = JSON.readTree(reply.body());
      if (reply.statusCode() == 200 && wanted.test(answer)) {
        return answer;
      }
      Thread.sleep(100);
    }
    throw new AssertionError(path + " still answers " + answer);
  }
}
