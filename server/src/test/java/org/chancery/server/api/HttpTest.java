// Longer than our measure of a file: one server is started for all its cases.
package org.chancery.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.chancery.ingest.topology.LiveBoard;
import org.chancery.server.hub.Contact;
import org.chancery.server.hub.Surroundings;
import org.chancery.server.page.WebFiles;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** The web server as browsers and scripts meet it. */
class HttpTest {
  private static final TestHub HUB = TestHub.hub();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static ConfigurableApplicationContext web;
  private static String base;

  @BeforeAll
  static void start() {
    Surroundings surroundings = HUB.surroundings;
    Surroundings told =
        new Surroundings(
            surroundings.store(),
            surroundings.directory(),
            surroundings.board(),
            surroundings.clock(),
            surroundings.simulated(),
            surroundings.speed(),
            surroundings.build(),
            Contact.of("hub@example.org").orElseThrow(),
            null);
    web =
        new SpringApplicationBuilder(ApiBeans.class)
            .web(WebApplicationType.SERVLET)
            .initializers(
                context -> {
                  context.getBeanFactory().registerSingleton("surroundings", told);
                  context
                      .getBeanFactory()
                      .registerSingleton("webFiles", WebFiles.of("/page-test/"));
                })
            .properties(Map.of("server.address", "127.0.0.1", "server.port", "0"))
            .bannerMode(org.springframework.boot.Banner.Mode.OFF)
            .logStartupInfo(false)
            .registerShutdownHook(false)
            .run();
    base =
        "http://127.0.0.1:" + ((ServletWebServerApplicationContext) web).getWebServer().getPort();
  }

  @AfterAll
  static void stop() {
    web.close();
  }

  private static HttpResponse<String> get(String path, String... headers) {
    return send(path, "GET", headers);
  }

  private static HttpResponse<String> send(String path, String method, String... headers) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(base + path))
              .method(method, HttpRequest.BodyPublishers.noBody());
      if (headers.length > 0) {
        request.headers(headers);
      }
      return CLIENT.send(
          request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode json(HttpResponse<String> response) {
    return TestHub.JSON.readTree(response.body());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Test
  void an_answer_has_its_envelope_and_headers() {
    HttpResponse<String> response = get("/api/v1/rankings?m=posts&t=7d&c=FRA");
    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode answer = json(response);
    assertThat(answer.propertyNames())
        .contains("measure", "window", "selection", "coverage", "asof", "simulated", "rows");
    assertThat(answer.get("selection").get("c").get(0).asString()).isEqualTo("FRA");
    assertThat(answer.get("coverage").get("rejected").get("NO_TIMESTAMP").asLong()).isEqualTo(41);
    assertThat(answer.get("coverage").get("rejected").has("foreign")).isFalse();
    assertThat(answer.get("coverage").get("seen").asInt())
        .isLessThanOrEqualTo(answer.get("coverage").get("listed").asInt())
        .isPositive();
    assertThat(answer.get("simulated").asBoolean()).isTrue();
    assertThat(header(response, "x-api-version")).isEqualTo("0.1-test+abc123");
    assertThat(header(response, "content-security-policy")).contains("default-src 'none'");
    assertThat(header(response, "x-content-type-options")).isEqualTo("nosniff");
  }

  @Test
  void problems_are_documents_with_codes() {
    assertProblem("/api/v1/rankings?limitt=3", 400, "PARAMETER_UNKNOWN", "Did you mean limit?");
    assertProblem("/api/v1/rankings?tab=table", 400, "PARAMETER_PAGE_ONLY", "pages");
    assertProblem("/api/v1/rankings?c=FRX", 400, "PARAMETER_BAD", "FRX is none. Did you mean FRA?");
    assertProblem("/api/v1/rankings?c=FRA&c=DEU", 400, "PARAMETER_REPEATED", "2 times");
    assertProblem("/api/v1/rankings?m=postss", 400, "MEASURE_UNKNOWN", "Did you mean posts?");
    assertProblem("/api/v1/rankings?m=country-matrix", 400, "MEASURE_NOT_RANKABLE", "/matrix");
    assertProblem("/api/v1/rankings?limit=501", 400, "PARAMETER_BAD", "1 to 500; got 501");
    assertProblem("/api/v1/rankings?t=7w", 400, "PARAMETER_BAD", "24h, 7d, 30d");
    assertProblem("/api/v1/rankings?t=2026-03-02..2026-03-01", 400, "PARAMETER_BAD", "before");
    assertProblem("/api/v1/rankings?t=2026-13-02..2026-14-01", 400, "PARAMETER_BAD", "2026-13-02");
    assertProblem("/api/v1/rankings?next=%25%25", 400, "PAGE_TOKEN_BAD", "token");
    assertProblem("/api/v1/rankings?next=YWJj", 400, "PAGE_TOKEN_BAD", "token");
    assertProblem("/api/v1/posts?next=YWJj", 400, "PAGE_TOKEN_BAD", "token");
    assertProblem("/api/v1/matrix?how=names", 400, "PARAMETER_BAD", "mention");
    assertProblem("/api/v1/actors/fr-mission", 404, "ACTOR_UNKNOWN", "Did you mean fra-mission?");
    assertProblem("/api/v1/measures/post", 404, "MEASURE_UNKNOWN", "Did you mean posts?");
    assertProblem("/api/v1/ranking", 404, "PATH_UNKNOWN", "Did you mean /rankings?");
    assertProblem("/api/v2/rankings", 404, "PATH_UNKNOWN", "/api/v1/");
    assertProblem("/api/v1/status.csv", 404, "PATH_UNKNOWN", "openapi.json");
    assertProblem("/api/v1/rankings?limit=", 400, "PARAMETER_BAD", "without a value");
    assertProblem("/api/v1/live-snapshot?x=1", 400, "PARAMETER_UNKNOWN", "x");
    HttpResponse<String> post = send("/api/v1/rankings", "POST");
    assertThat(post.statusCode()).isEqualTo(405);
    assertThat(header(post, "allow")).isEqualTo("GET, HEAD");
    assertThat(send("/api/v1/rankings", "HEAD").statusCode()).isEqualTo(200);
  }

  private static void assertProblem(String path, int status, String code, String words) {
    HttpResponse<String> response = get(path);
    assertThat(response.statusCode()).as(path + response.body()).isEqualTo(status);
    assertThat(header(response, "content-type")).startsWith("application/problem+json");
    JsonNode problem = json(response);
    assertThat(problem.get("code").asString()).as(path).isEqualTo(code);
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    assertThat(problem.get("detail").asString()).as(path).contains(words);
  }

  @Test
  void csv_has_the_same_rows_with_english_keys() {
    HttpResponse<String> response = get("/api/v1/rankings.csv?m=posts&t=7d");
    assertThat(header(response, "content-type")).startsWith("text/csv");
    assertThat(header(response, "content-disposition")).contains("chancery_rankings_2026-03-14");
    String[] lines = response.body().split("\r\n");
    assertThat(lines[0])
        .startsWith("rank,rank_low,rank_high,id,name_en,name_fr,country,kind,value,low,high");
    assertThat(lines).hasSize(1 + json(get("/api/v1/rankings?m=posts&t=7d")).get("rows").size());
    for (Endpoint endpoint : web.getBean(ApiBeans.EndpointTable.class).all()) {
      if (endpoint instanceof Endpoint.Table<?>
          && !endpoint.path().contains("{id}")
          && !endpoint.path().equals("/dialogue")) {
        assertThat(get("/api/v1" + endpoint.path() + ".csv").statusCode())
            .as(endpoint.path())
            .isEqualTo(200);
      }
    }
    assertThat(get("/api/v1/actors/fra-mission.csv").body()).contains("fra-mission");
  }

  @Test
  void the_description_names_every_route_and_every_field_that_is_told() {
    JsonNode document = json(get("/api/v1/openapi.json"));
    assertThat(document.get("openapi").asString()).startsWith("3.1");
    TreeSet<String> described = new TreeSet<>(document.get("paths").propertyNames());
    for (Endpoint endpoint : web.getBean(ApiBeans.EndpointTable.class).all()) {
      assertThat(described).contains("/api/v1" + endpoint.path());
      if (endpoint instanceof Endpoint.Table<?> && !endpoint.path().contains("{")) {
        String question =
            endpoint.path().equals("/dialogue") ? "/dialogue?a=FRA&b=DEU" : endpoint.path();
        JsonNode row = json(get("/api/v1" + question)).get("rows").get(0);
        JsonNode fields =
            document
                .get("components")
                .get("schemas")
                .get(endpoint.shape().getSimpleName())
                .get("properties");
        assertThat(fields.propertyNames()).as(endpoint.path()).containsAll(row.propertyNames());
      }
    }
    String text = document.toString();
    java.util.regex.Matcher refs =
        java.util.regex.Pattern.compile("#/components/schemas/([A-Za-z]+)").matcher(text);
    while (refs.find()) {
      assertThat(document.get("components").get("schemas").has(refs.group(1)))
          .as(refs.group(1))
          .isTrue();
    }
  }

  @Test
  void the_whole_list_is_sent_as_files_with_its_licence() {
    for (String path : List.of("/registry.zip", "/registry/actors.csv", "/registry/tenures.csv")) {
      HttpResponse<String> file = get("/api/v1" + path);
      assertThat(file.statusCode()).as(path).isEqualTo(200);
      assertThat(header(file, "link")).contains("publicdomain/zero/1.0", "rel=\"license\"");
      assertThat(header(file, "content-disposition")).contains("chancery_registry_SIMULATED");
      assertThat(send("/api/v1" + path, "HEAD").statusCode()).isEqualTo(200);
    }
    assertThat(get("/api/v1/registry/actors.csv").body().split("\r\n"))
        .hasSize(1 + HUB.world.registry.actors().size());
    assertProblem("/api/v1/registry.zip?limit=1", 400, "PARAMETER_UNKNOWN", "none");
    assertProblem("/api/v1/registry/actor.csv", 404, "PATH_UNKNOWN", "openapi.json");
  }

  @Test
  void status_tells_sources_store_and_coverage() {
    JsonNode status = json(get("/api/v1/status"));
    assertThat(status.get("sources").get(0).get("lag_seconds").asLong()).isEqualTo(3);
    assertThat(status.get("sources").get(0).get("gaps").size()).isEqualTo(1);
    long listed = HUB.world.said.stream().filter(World.Said::listed).count();
    assertThat(status.get("store").get("posts").asLong()).isEqualTo(listed);
    assertThat(status.get("store").get("text_index").asString()).isEqualTo("complete");
    assertThat(status.get("coverage_by_country").size()).isEqualTo(6);
  }

  @Test
  void pages_are_filled_in_and_unknown_files_are_not() {
    HttpResponse<String> page = get("/fr/rankings?m=posts", "Accept-Encoding", "identity");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains(
            "<html lang=\"fr\">",
            "<title>Classements · Chancellerie</title>",
            "hreflang=\"en\" href=\"/en/rankings\"",
            "<link rel=\"modulepreload\" crossorigin href=\"/assets/fr.js\" />",
            "<link rel=\"modulepreload\" crossorigin href=\"/assets/Rankings.js\" />",
            "<link rel=\"preload\" as=\"style\" crossorigin href=\"/assets/Rankings.css\" />")
        .doesNotContain("__LANG__", "__FIRST_DATA__", "__PRELOADS__", "/assets/en.js");
    assertThat(get("/en/actors/fr-president").body()).contains("/assets/en.js", "/assets/Actor.js");
    assertThat(get("/en/actors").body()).doesNotContain("/assets/Actor.js", "\"/api/v1/measures\"");
    String data = page.body().replaceAll("(?s).*first-data\">(.*?)</script>.*", "$1");
    JsonNode first = TestHub.JSON.readTree(data);
    assertThat(first.get("version").asString()).isEqualTo("0.1-test+abc123");
    assertThat(first.get("/api/v1/countries").get("rows").size()).isEqualTo(7);
    assertThat(first.get("/api/v1/measures").get("rows"))
        .isEqualTo(json(get("/api/v1/measures")).get("rows"));
    String now = get("/en/").body();
    assertThat(now).contains("/api/v1/live-snapshot", "<title>Now · Chancery</title>");
    assertThat(get("/en/actors/fra-mission").body()).contains("Name fra-mission · Chancery");
    assertThat(get("/en/actors").body()).contains("<title>Actors · Chancery</title>");
    assertThat(get("/fr/presence").body()).contains("<title>Présence · Chancellerie</title>");
    assertThat(get("/fr/presence/x").statusCode()).isEqualTo(404);
    assertThat(get("/en/nothing").statusCode()).isEqualTo(404);
    HttpResponse<String> nobody = get("/fr/actors/no-such-actor");
    assertThat(nobody.statusCode()).isEqualTo(404);
    assertThat(nobody.body()).contains("<title>Acteur inconnu · Chancellerie</title>");
    assertThat(get("/en/methods/no-such-measure").statusCode()).isEqualTo(404);
    assertThat(get("/en/actors/FRA").statusCode()).as("a country").isEqualTo(200);
    assertThat(get("/en/nope.js").statusCode()).isEqualTo(404);
    assertThat(get("/nope.js").statusCode()).isEqualTo(404);
    assertThat(get("/assets/nope.js").statusCode()).isEqualTo(404);
    assertThat(get("/assets/..%2f..%2fapplication.properties").statusCode()).isIn(400, 404);
    HttpResponse<String> root = get("/", "Accept-Language", "fr-CA,fr;q=0.9,en;q=0.4");
    assertThat(root.statusCode()).isEqualTo(302);
    assertThat(header(root, "location")).endsWith("/fr/");
    assertThat(header(get("/", "Accept-Language", "ja"), "location")).endsWith("/en/");
    HttpResponse<String> status = get("/status?t=7d&x=%2F", "Accept-Language", "fr");
    assertThat(status.statusCode()).isEqualTo(302);
    assertThat(header(status, "location")).endsWith("/fr/status?t=7d&x=%2F");
    assertThat(header(get("/actors/fra-mission"), "location")).endsWith("/en/actors/fra-mission");
    assertThat(get("/nothing").statusCode()).isEqualTo(404);
    assertThat(get("//evil.example/status").statusCode()).isIn(400, 404);
    assertThat(header(page, "etag")).startsWith("W/\"");
  }

  @Test
  void files_with_a_hash_are_kept_for_ever_and_sent_packed() {
    HttpResponse<String> plain = get("/assets/index-AbC123.js");
    assertThat(plain.body()).contains("plain");
    assertThat(header(plain, "cache-control")).contains("immutable");
    assertThat(header(plain, "content-type")).startsWith("text/javascript");
    HttpResponse<String> brotli = get("/assets/index-AbC123.js", "Accept-Encoding", "gzip, br");
    assertThat(header(brotli, "content-encoding")).isEqualTo("br");
    assertThat(brotli.body()).isEqualTo("brotli bytes");
    assertThat(
            header(
                get("/assets/index-AbC123.js", "Accept-Encoding", "gzip, br;q=0"),
                "content-encoding"))
        .isEqualTo("gzip");
    assertThat(get("/assets/index-AbC123.js.gz").statusCode()).isEqualTo(404);
  }

  @Test
  void json_is_compressed_where_it_may_be() {
    assertThat(header(get("/api/v1/actors", "Accept-Encoding", "gzip"), "content-encoding"))
        .isEqualTo("gzip");
  }

  @Test
  void listeners_hear_what_changes_and_nothing_again() throws Exception {
    HUB.board.set(World.NOW, LiveBoard.What.POSTS, "", 7);
    HUB.board.set(World.NOW, LiveBoard.What.TAG, "peace", 5);
    HUB.board.set(World.NOW, LiveBoard.What.PAIR, "FRA>DEU", 3);
    HUB.board.set(World.NOW, LiveBoard.What.PAIR, "FRA>FRA", 30);
    HUB.board.set(World.NOW, LiveBoard.What.COUNTRY, "FRA", 7);
    try (BufferedReader events = listen()) {
      Event first = next(events);
      assertThat(first.name).isEqualTo("snapshot");
      JsonNode snapshot = TestHub.JSON.readTree(first.data);
      assertThat(snapshot.get("minutes").size()).isEqualTo(60);
      assertThat(snapshot.get("minutes").get(59).get("posts").asLong()).isEqualTo(7);
      assertThat(snapshot.get("newest").size()).isEqualTo(20);
      assertThat(snapshot.get("pairs").size()).isEqualTo(1);
      assertThat(snapshot.get("tags").get(0).get("term").asString()).isEqualTo("peace");
      assertThat(snapshot.get("version").asString()).isEqualTo(first.id);
      HUB.board.touch();
      Event second = next(events);
      assertThat(second.name).isEqualTo("snapshot");
      assertThat(Long.parseLong(second.id)).isGreaterThan(Long.parseLong(first.id));
      try (BufferedReader resumed = listen("Last-Event-ID", second.id)) {
        assertThat(next(resumed).name).isEqualTo("beat");
      }
    }
  }

  @Test
  void a_stream_has_no_other_methods_and_paths_that_cannot_be_read_tell_nothing() throws Exception {
    assertThat(send("/api/v1/live", "HEAD").statusCode()).isEqualTo(200);
    assertThat(send("/api/v1/live", "POST").statusCode()).isEqualTo(405);
    for (String path :
        List.of(
            "/en/%zz",
            "/api/v1/posts?q=%zz",
            "/api/v1/live?q=%zz",
            "/api/v1/%E0%A4%A",
            "/en/\u0000",
            "/api/v1/actors/%00",
            "/a%2fb;x=1",
            "/en/[]")) {
      String answer = raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      assertThat(answer).as(path).containsPattern("HTTP/1.1 (400|404)");
      assertThat(answer).doesNotContain("Tomcat", "Exception", "\tat ");
    }
  }

  private static String raw(String request) throws IOException {
    URI address = URI.create(base);
    try (java.net.Socket socket = new java.net.Socket(address.getHost(), address.getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void a_thousand_listen_at_once() throws Exception {
    int listeners = 1_000;
    CountDownLatch heard = new CountDownLatch(listeners);
    AtomicInteger failed = new AtomicInteger();
    HUB.board.touch();
    List<InputStream> open = new ArrayList<>();
    try {
      List<java.util.concurrent.CompletableFuture<Void>> all = new ArrayList<>();
      for (int i = 0; i < listeners; i++) {
        all.add(
            CLIENT
                .sendAsync(
                    HttpRequest.newBuilder(URI.create(base + "/api/v1/live")).build(),
                    HttpResponse.BodyHandlers.ofInputStream())
                .thenAcceptAsync(
                    response -> {
                      synchronized (open) {
                        open.add(response.body());
                      }
                      Thread.startVirtualThread(
                          () -> {
                            try {
                              next(
                                  new BufferedReader(
                                      new InputStreamReader(
                                          response.body(), StandardCharsets.UTF_8)));
                            } catch (IOException e) {
                              failed.incrementAndGet();
                            }
                            heard.countDown();
                          });
                    }));
      }
      assertThat(heard.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(failed.get()).isZero();
      assertThat(get("/api/v1/measures").statusCode()).isEqualTo(200);
    } finally {
      for (InputStream in : open) {
        in.close();
      }
    }
  }

  private record Event(String name, String id, String data) {}

  private static BufferedReader listen(String... headers) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + "/api/v1/live"));
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<InputStream> response =
        CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    assertThat(header(response, "content-type")).startsWith("text/event-stream");
    return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  private static Event next(BufferedReader in) throws IOException {
    String name = "";
    String id = "";
    String data = "";
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.isEmpty() && !name.isEmpty()) {
        return new Event(name, id, data);
      }
      int colon = line.indexOf(": ");
      if (colon > 0) {
        String value = line.substring(colon + 2);
        switch (line.substring(0, colon)) {
          case "event" -> name = value;
          case "id" -> id = value;
          case "data" -> data = value;
          default -> {}
        }
      }
    }
    throw new IOException("the stream has ended");
  }

  @Test
  void naughty_strings_do_no_harm() throws IOException {
    Path shared = Path.of(System.getProperty("chancery.shared", "../shared"));
    List<String> naughty =
        new ArrayList<>(
            List.of("<script>alert(1)</script>", "../../etc/passwd", "'; drop table posts"));
    if (Files.isDirectory(shared)) {
      try (Stream<Path> files =
          Files.find(
              shared,
              6,
              (p, a) ->
                  p.getFileName().toString().toLowerCase(Locale.ROOT).matches("blns.*\\.txt"))) {
        files
            .findFirst()
            .ifPresent(
                file -> {
                  try (Stream<String> lines = Files.lines(file)) {
                    lines.filter(l -> !l.isEmpty() && !l.startsWith("#")).forEach(naughty::add);
                  } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                  }
                });
      }
    }
    for (String string : naughty) {
      String encoded = URLEncoder.encode(string, StandardCharsets.UTF_8);
      for (String path :
          List.of(
              "/api/v1/posts?limit=1&q=",
              "/api/v1/actors?limit=1&q=",
              "/api/v1/posts?limit=1&tag=")) {
        HttpResponse<String> response = get(path + encoded);
        assertThat(response.statusCode()).as(path + string).isIn(200, 400);
      }
    }
  }

  @Test
  void what_is_too_long_is_refused_in_words() {
    for (int length : List.of(9_000, 100_000)) {
      HttpResponse<String> refused = get("/api/v1/actors?q=" + "a".repeat(length));
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(header(refused, "content-type")).startsWith("application/problem+json");
      assertThat(json(refused).get("detail").asString()).isNotBlank();
    }
    assertThat(json(get("/api/v1/actors?q=" + "a".repeat(9_000))).get("code").asString())
        .isEqualTo("PARAMETER_BAD");
  }

  @Test
  void a_page_and_the_status_say_where_errors_are_reported() {
    assertThat(get("/en/").body()).contains("\"contact\":\"mailto:hub@example.org\"");
    assertThat(json(get("/api/v1/status")).get("contact").asString())
        .isEqualTo("mailto:hub@example.org");
  }
}
