package org.chancery.server.hub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
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
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.chancery.ingest.egress.AddressRule;
import org.chancery.ingest.egress.EgressRules;
import org.chancery.ingest.egress.GuardedEgress;
import org.chancery.ingest.source.feed.websub.Subscriber;
import org.chancery.ingest.source.settings.PushSettings;
import org.chancery.ingest.source.settings.Reach;
import org.chancery.ingest.source.settings.SourceMeans;
import org.chancery.ingest.source.settings.Sources;
import org.chancery.ingest.topology.Hub;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A hub as {@code serve} runs it, with feeds set in a file, on a clock that the test sets. The
 * feeds of a French ({@code /Feed}) and a German ({@code /other}) ministry lie on a server of this
 * machine.
 */
final class ServedFeeds implements AutoCloseable {
  static final Instant START = Instant.parse("2026-11-01T12:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final InstantSource clock = now::get;
  private final Map<String, Page> pages = new ConcurrentHashMap<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpServer server;
  private String base = "";
  private @Nullable DataSource store;

  /**
   * What a path of the ministries answers.
   *
   * @param link its {@code Link} header, empty for none
   */
  record Page(int status, String body, String link) {
    Page(int status, String body) {
      this(status, body, "");
    }
  }

  /** What happens while the hub runs. */
  @FunctionalInterface
  interface Scenario {
    void play() throws Exception;
  }

  ServedFeeds(Path folder) throws IOException {
    this.folder = folder;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  @Override
  public void close() {
    server.stop(0);
    client.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Page page = pages.getOrDefault(exchange.getRequestURI().getPath(), new Page(404, ""));
      byte[] body = page.body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/rss+xml");
      if (!page.link.isEmpty()) {
        exchange.getResponseHeaders().set("Link", page.link);
      }
      exchange.sendResponseHeaders(page.status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** Something else on the same server. */
  void also(String path, HttpHandler handler) {
    server.createContext(path, handler);
  }

  void serve(String path, Page page) {
    pages.put(path, page);
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  void pass(Duration time) {
    now.updateAndGet(t -> t.plus(time));
  }

  static String rss(String... items) {
    StringBuilder rss = new StringBuilder("<rss version=\"2.0\"><channel><title>News</title>");
    for (String item : items) {
      String[] part = item.split("=", 2);
      rss.append(
          "<item><guid>%1$s</guid><title>%2$s</title><pubDate>Sun, 01 Nov 2026 10:00:00 GMT</pubDate><link>https://mfa.example/%1$s</link></item>"
              .formatted(part[0], part[1]));
    }
    return rss + "</channel></rss>";
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

  /** Runs the hub with a settings file while a scenario is played. */
  void run(String settings, Scenario scenario) throws Exception {
    Path file = folder.resolve("sources.yaml");
    Files.writeString(file, settings);
    Sources sources = Sources.read(file);
    PushSettings push = sources.feeds().push();
    EgressRules rules =
        new EgressRules(
            "Chancery/test",
            new AddressRule(Set.of("127.0.0.1:" + server.getAddress().getPort()), true),
            Set.of(),
            EgressRules.Limits.USUAL,
            new EgressRules.Manners(8, Duration.ZERO, PATIENCE, Duration.ofDays(1)));
    try (DataFolder data = DataFolder.take(folder.resolve("data")).orElseThrow();
        Wiring wiring = Wiring.open(data, null, List.of(registry()), clock);
        GuardedEgress egress = new GuardedEgress(rules, clock);
        ConfigurableApplicationContext web =
            WebServer.start(
                wiring
                    .surroundings(false, 1, new Surroundings.Build("test", "", ""), null)
                    .with(push.door("served-feeds", wiring.store().dataSource(), clock)),
                "127.0.0.1",
                0)) {
      base = "http://127.0.0.1:" + WebServer.port(web);
      store = wiring.store().dataSource();
      Hub.Ref hub = wiring.hub(true).register(LiveJob.NAME);
      SourceMeans means =
          new SourceMeans(
              "served-feeds",
              new Reach(sources.contact(), false),
              egress,
              hub,
              wiring.store().dataSource(),
              clock,
              () -> 0); // the least of all pauses: feeds are asked at once
      Subscriber subscriber =
          push.subscriber(
              means.store(),
              egress,
              clock,
              new SecureRandom(),
              () -> sources.feeds().feeds(hub, clock.instant()));
      Thread beside = subscriber == null ? null : Thread.ofVirtual().start(subscriber);
      try (LiveJob live = LiveJob.start(wiring, sources.taps(means), hub, Duration.ofMillis(200))) {
        Objects.requireNonNull(live);
        scenario.play();
      } finally {
        if (beside != null) {
          beside.interrupt();
          beside.join();
        }
      }
    }
  }

  /** The first column of the rows that the store gives. */
  List<String> rows(String sql) throws Exception {
    List<String> rows = new ArrayList<>();
    try (Connection connection = Objects.requireNonNull(store).getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        rows.add(row.getString(1));
      }
    }
    return rows;
  }

  URI base() {
    return URI.create(base);
  }

  /** Asks the hub itself. */
  HttpResponse<String> ask(String path, String method, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Asks the API until the answer is as wanted. */
  JsonNode until(String path, Predicate<JsonNode> wanted) throws Exception {
    return until(
        path,
        () -> {
          HttpResponse<String> reply = ask("/api/v1" + path, "GET", "");
          return reply.statusCode() == 200 ? JSON.readTree(reply.body()) : JSON.nullNode();
        },
        answer -> !answer.isNull() && wanted.test(answer));
  }

  /** Looks until what is there is as wanted, with a generous bound. */
  <T> T until(String what, Callable<T> look, Predicate<T> wanted) throws Exception {
    T seen = look.call();
    for (long end = System.nanoTime() + PATIENCE.toNanos(); !wanted.test(seen); ) {
      if (System.nanoTime() > end) {
        throw new AssertionError(what + " is still " + seen);
      }
      Thread.sleep(100);
      seen = look.call();
    }
    return seen;
  }
}
