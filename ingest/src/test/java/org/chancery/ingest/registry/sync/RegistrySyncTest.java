// Longer than our measure of a file: one loopback server answers for all networks that a sync asks.
package org.chancery.ingest.registry.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.chancery.core.registry.Registry;
import org.chancery.ingest.egress.EgressRules;
import org.chancery.ingest.egress.GuardedEgress;
import org.chancery.ingest.egress.TextRecords;
import org.chancery.ingest.registry.RegistryFiles;
import org.chancery.ingest.registry.sync.RegistrySync.Report;
import org.chancery.ingest.registry.sync.RegistrySync.Wanted;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server on loopback plays all the others; its answers are made by hand in documented forms. */
class RegistrySyncTest {
  private static final String DID = "did:plc:aaaaaaaaaaaaaaaaaaaaaaaa";
  private static final String OTHER = "did:plc:bbbbbbbbbbbbbbbbbbbbbbbb";
  private static final Wanted ACCOUNTS = new Wanted(false, true, true, true);

  @TempDir Path dir;
  private HttpServer server;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
  private final List<Duration> slept = Collections.synchronizedList(new ArrayList<>());
  private final List<String> agents = Collections.synchronizedList(new ArrayList<>());

  private final Map<String, Throwable> broken = new ConcurrentHashMap<>();

  private record Answer(int status, String body, Map<String, String> headers) {
    static Answer ok(String body) {
      return new Answer(200, body, Map.of());
    }
  }

  private final Map<String, List<String>> texts = new ConcurrentHashMap<>();
  private final TextRecords dns = name -> texts.getOrDefault(name, List.of());

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    String key = path.startsWith("/sparql") ? "/sparql" : path;
    agents.add(exchange.getRequestHeaders().getFirst("User-Agent"));
    int times = asked.computeIfAbsent(key, k -> new AtomicInteger()).incrementAndGet();
    Answer answer =
        answers.getOrDefault(
            key + "#" + times, answers.getOrDefault(key, new Answer(404, "", Map.of())));
    if (answer.status() == 0) {
      exchange.close();
      return;
    }
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Test
  void a_domain_vouches_by_dns_or_by_a_page_that_agree() throws Exception {
    texts.put("_atproto.dns.example", List.of("did=" + DID));
    answers.put("/" + DID, Answer.ok("{\"alsoKnownAs\":[\"at://dns.example\"]}"));
    texts.put("_atproto.torn.example", List.of("did=" + DID));
    answers.put("/site/torn.example/.well-known/atproto-did", Answer.ok(OTHER));
    answers.put("/" + OTHER, Answer.ok("{\"alsoKnownAs\":[\"at://torn.example\"]}"));
    Report report =
        run(
            """
            un,bluesky,dns.example,,,,test,2026
            un,bluesky,torn.example,,,,test,2026
            """,
            ACCOUNTS);
    assertThat(report.learnt())
        .extracting(one -> one.account().handle(), Learnt::result)
        .containsExactly(
            tuple("dns.example", Learnt.Result.ID_FOUND),
            tuple("torn.example", Learnt.Result.NO_ANSWER));
    assertThat(Files.readString(dir.resolve("out/sync.csv")))
        .contains("TXT _atproto.dns.example", DID, OTHER);
  }

  @Test
  void bluesky_handles_and_dids_must_name_each_other() throws Exception {
    answers.put("/site/own.example/.well-known/atproto-did", Answer.ok(DID + "\n"));
    answers.put("/" + DID, Answer.ok("{\"alsoKnownAs\":[\"at://own.example\"]}"));
    answers.put(resolve("taken.bsky.social"), Answer.ok("{\"did\":\"" + OTHER + "\"}"));
    answers.put("/" + OTHER, Answer.ok("{\"alsoKnownAs\":[\"at://taken.bsky.social\"]}"));
    answers.put(resolve("liar.bsky.social"), Answer.ok("{\"did\":\"" + DID + "\"}"));
    answers.put(
        resolve("gone.bsky.social"),
        new Answer(
            400,
            "{\"error\":\"InvalidRequest\",\"message\":\"Unable to resolve handle\"}",
            Map.of()));
    answers.put(resolve("mute.bsky.social"), new Answer(502, "<html>", Map.of()));
    Report report =
        run(
            """
            un,bluesky,own.example,,,,test,2026
            un,bluesky,taken.bsky.social,%s,,,test,2026
            un,bluesky,liar.bsky.social,,,,test,2026
            un,bluesky,gone.bsky.social,,,,test,2026
            un,bluesky,mute.bsky.social,,,,test,2026
            un,bluesky,left.bsky.social,,,2020,test,2026
            """
                .formatted(DID),
            ACCOUNTS);
    assertThat(report.learnt())
        .extracting(one -> one.account().handle(), Learnt::result)
        .containsExactly(
            tuple("own.example", Learnt.Result.ID_FOUND),
            tuple("taken.bsky.social", Learnt.Result.ID_CHANGED),
            tuple("liar.bsky.social", Learnt.Result.NO_ANSWER),
            tuple("gone.bsky.social", Learnt.Result.GONE),
            tuple("mute.bsky.social", Learnt.Result.NO_ANSWER));
    Path overlay = dir.resolve("out/overlay");
    assertThat(Files.readString(overlay.resolve("accounts.csv")))
        .contains("un,bluesky,own.example," + DID)
        .doesNotContain(OTHER, "liar");
    RegistryFiles.Loaded laid = RegistryFiles.load(List.of(dir.resolve("registry"), overlay));
    assertThat(laid.findings()).extracting(f -> f.code().name()).containsOnly("NO_COUNTRIES");
    assertThat(Files.readAllLines(dir.resolve("out/sync.csv"))).hasSize(6);
  }

  @Test
  void a_bluesky_account_is_followed_by_its_did() throws Exception {
    String none = "{\"error\":\"InvalidRequest\",\"message\":\"Unable to resolve handle\"}";
    String ended = "did:plc:cccccccccccccccccccccccc";
    String silent = "did:plc:dddddddddddddddddddddddd";
    answers.put("/" + DID, Answer.ok("{\"alsoKnownAs\":[\"at://new.example\"]}"));
    answers.put("/" + OTHER, Answer.ok("{\"alsoKnownAs\":[\"at://elsewhere.example\"]}"));
    answers.put("/" + silent, Answer.ok("{\"alsoKnownAs\":[]}"));
    for (String gone : List.of("old", "ended", "mute", "unknown")) {
      answers.put(resolve(gone + ".bsky.social"), new Answer(400, none, Map.of()));
    }
    answers.put(resolve("same.bsky.social"), Answer.ok("{\"did\":\"" + DID + "\"}"));
    answers.put(resolve("left.bsky.social"), Answer.ok("{\"did\":\"" + OTHER + "\"}"));
    answers.put(resolve("grabbed.bsky.social"), Answer.ok("{\"did\":\"" + OTHER + "\"}"));
    Report report =
        run(
            """
            un,bluesky,old.bsky.social,%1$s,,,test,2026
            un,bluesky,ended.bsky.social,%2$s,,,test,2026
            un,bluesky,mute.bsky.social,%3$s,,,test,2026
            un,bluesky,unknown.bsky.social,,,,test,2026
            un,bluesky,same.bsky.social,%4$s,,,test,2026
            un,bluesky,left.bsky.social,%5$s,,,test,2026
            un,bluesky,grabbed.bsky.social,%3$s,,,test,2026
            """
                .formatted(DID, ended, silent, DID, DID),
            ACCOUNTS);
    assertThat(report.learnt())
        .extracting(Learnt::result, Learnt::value)
        .containsExactly(
            tuple(Learnt.Result.MOVED, "new.example"),
            tuple(Learnt.Result.GONE, ended),
            tuple(Learnt.Result.NO_ANSWER, null),
            tuple(Learnt.Result.GONE, null),
            tuple(Learnt.Result.MOVED, "new.example"),
            tuple(Learnt.Result.MOVED, "new.example"),
            tuple(Learnt.Result.ID_CHANGED, OTHER));
  }

  @Test
  void mastodon_accounts_at_their_own_server() throws Exception {
    finger("here", Answer.ok("{\"subject\":\"acct:here@social.example\"}"));
    answers.put(lookup("here"), Answer.ok("{\"id\":\"1\",\"acct\":\"here\"}"));
    finger("moved", Answer.ok("{\"subject\":\"acct:moved@social.example\"}"));
    answers.put(
        lookup("moved"), Answer.ok("{\"id\":\"2\",\"moved\":{\"acct\":\"moved@new.example\"}}"));
    finger("torn", new Answer(0, "", Map.of()));
    finger("odd", Answer.ok("<html>"));
    Report report =
        run(
            """
            un,mastodon,@here@social.example,,,,test,2026
            un,mastodon,@moved@social.example,,,,test,2026
            un,mastodon,@gone@social.example,,,,test,2026
            un,mastodon,@torn@social.example,,,,test,2026
            un,mastodon,@odd@social.example,,,,test,2026
            """,
            ACCOUNTS);
    assertThat(report.learnt())
        .extracting(Learnt::result, Learnt::value)
        .containsExactly(
            tuple(Learnt.Result.CONFIRMED, null),
            tuple(Learnt.Result.MOVED, "@moved@new.example"),
            tuple(Learnt.Result.GONE, null),
            tuple(Learnt.Result.NO_ANSWER, null),
            tuple(Learnt.Result.NO_ANSWER, null));
  }

  @Test
  void a_check_that_fails_in_itself_costs_its_own_row_only() throws Exception {
    finger("here", Answer.ok("{\"subject\":\"acct:here@social.example\"}"));
    broken.put("broken.example", new IllegalArgumentException("bad host\n"));
    Report report =
        run(
            """
            un,mastodon,@one@broken.example,,,,test,2026
            un,mastodon,@here@social.example,,,,test,2026
            """,
            ACCOUNTS);
    assertThat(report.learnt())
        .extracting(Learnt::result)
        .containsExactly(Learnt.Result.NO_ANSWER, Learnt.Result.CONFIRMED);
    assertThat(report.learnt().getFirst().detail())
        .contains("IllegalArgumentException", "bad host")
        .doesNotContain("\n");
  }

  @Test
  void a_run_that_breaks_off_keeps_what_it_learnt() throws Exception {
    finger("here", Answer.ok("{\"subject\":\"acct:here@social.example\"}"));
    broken.put("broken.example", new StackOverflowError());
    answers.put("/sparql", Answer.ok("{\"head\":{\"vars\":[]},\"results\":{\"bindings\":[]}}"));
    String rows =
        """
        un,mastodon,@one@broken.example,,,,test,2026
        un,mastodon,@here@social.example,,,,test,2026
        """;
    assertThatThrownBy(() -> run(rows, new Wanted(true, false, true, false)))
        .hasRootCauseInstanceOf(StackOverflowError.class);
    assertThat(dir.resolve("out/proposals.csv")).exists();
    assertThat(Files.readString(dir.resolve("out/sync.csv")))
        .contains("confirmed,un,mastodon,'@here@social.example");
  }

  @Test
  void feeds_that_answer_moved_or_ended() throws Exception {
    String base = base();
    answers.put("/good.xml", Answer.ok("<?xml version=\"1.0\"?><rss version=\"2.0\"></rss>"));
    answers.put("/old.xml", new Answer(301, "", Map.of("Location", base + "/good.xml")));
    answers.put("/page.xml", Answer.ok("<html>not a feed</html>"));
    answers.put("/wait.xml#1", new Answer(503, "", Map.of("Retry-After", "1")));
    answers.put("/wait.xml", Answer.ok("<feed xmlns=\"http://www.w3.org/2005/Atom\"/>"));
    Report report =
        run(
            """
            un,feed,%1$s/good.xml,,,,test,2026
            un,feed,%1$s/old.xml,,,,test,2026
            un,feed,%1$s/none.xml,,,,test,2026
            un,feed,%1$s/page.xml,,,,test,2026
            un,feed,%1$s/wait.xml,,,,test,2026
            """
                .formatted(base),
            ACCOUNTS);
    assertThat(report.learnt())
        .extracting(Learnt::result)
        .containsExactly(
            Learnt.Result.CONFIRMED,
            Learnt.Result.MOVED,
            Learnt.Result.GONE,
            Learnt.Result.NO_ANSWER,
            Learnt.Result.CONFIRMED);
    assertThat(slept).isNotEmpty();
  }

  @Test
  void wikidata_is_asked_politely_and_makes_proposals_only() throws Exception {
    String empty = "{\"head\":{\"vars\":[]},\"results\":{\"bindings\":[]}}";
    String one =
        """
        {"head":{"vars":["item"]},"results":{"bindings":[{"item":{"type":"uri","value":"http://www.wikidata.org/entity/Q1065"},
        "kind":{"type":"literal","value":"intergovernmental"},"voice":{"type":"literal","value":"institution"},
        "name_en":{"type":"literal","value":"United Nations"},"bluesky":{"type":"literal","value":"un.org"}}]}}
        """;
    answers.put("/sparql#1", new Answer(429, "", Map.of("Retry-After", "2")));
    answers.put("/sparql#2", Answer.ok(empty));
    answers.put("/sparql#3", new Answer(500, "java.util.concurrent.TimeoutException", Map.of()));
    answers.put("/sparql", Answer.ok(one));
    Report report = run("un,x,UN,14159148,,,test,2026\n", new Wanted(true, false, false, false));
    assertThat(slept).hasSizeBetween(1, 2);
    assertThat(report.troubles()).containsExactly("foreign-ministers: HTTP 500");
    assertThat(report.proposals())
        .isNotEmpty()
        .allSatisfy(
            p -> {
              assertThat(p.actor()).isEqualTo("un");
              assertThat(p.adds()).containsExactly("account bluesky un.org");
            });
    assertThat(agents).allMatch(agent -> agent.equals("Chancery/0.1 (+mailto:test@example.org)"));
    assertThat(Files.readString(dir.resolve("out/proposals.csv")))
        .contains("account bluesky un.org");
    assertThat(dir.resolve("out/overlay")).doesNotExist();
  }

  @Test
  void every_query_fits_into_an_address() {
    for (String name :
        List.of("heads", "foreign-ministers", "ministries", "organisations", "accounts")) {
      String query = WikidataQueries.text(name);
      assertThat(query).startsWith("SELECT DISTINCT ?item ?kind ?voice ").endsWith("}");
      assertThat(query.chars().filter(c -> c == '{').count())
          .isEqualTo(query.chars().filter(c -> c == '}').count());
      String encoded = java.net.URLEncoder.encode(query, StandardCharsets.UTF_8);
      assertThat(encoded.length() + 30 * 75).as(name).isLessThan(4_000);
    }
  }

  @Test
  void no_query_takes_a_deprecated_statement_or_an_office_without_a_time() {
    for (String name :
        List.of("heads", "foreign-ministers", "ministries", "organisations", "accounts")) {
      String query = WikidataQueries.text(name);
      List<String> statements =
          Pattern.compile("(\\?\\w+) ps:").matcher(query).results().map(m -> m.group(1)).toList();
      assertThat(statements).as(name).contains("?onX");
      assertThat(statements)
          .as(name)
          .allMatch(
              one ->
                  query.contains(
                      "MINUS { %s wikibase:rank wikibase:DeprecatedRank }".formatted(one)));
    }
    assertThat(WikidataQueries.text("heads")).contains("FILTER((BOUND(?from) || BOUND(?to)) &&");
    for (String name : List.of("heads", "foreign-ministers")) {
      assertThat(WikidataQueries.text(name)).contains("FILTER(wikibase:isSomeValue(?ended))");
    }
  }

  @Test
  void a_folder_with_a_registry_is_never_written_into() throws Exception {
    Files.createDirectories(dir.resolve("out"));
    Files.writeString(dir.resolve("out/actors.csv"), "id\n");
    assertThatThrownBy(() -> run("", ACCOUNTS)).isInstanceOf(IOException.class);
  }

  @Test
  void a_second_run_does_not_overwrite_the_first() throws Exception {
    run("", ACCOUNTS);
    Path decided = dir.resolve("out/proposals.csv");
    Files.writeString(decided, "decided by hand");
    assertThatThrownBy(() -> run("", ACCOUNTS)).hasMessageContaining("give a new folder");
    Files.delete(dir.resolve("out/sync.csv"));
    assertThatThrownBy(() -> run("", ACCOUNTS)).hasMessageContaining("holds proposals.csv");
    assertThat(Files.readString(decided)).isEqualTo("decided by hand");
  }

  private String site(String host) {
    switch (broken.get(host)) {
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case null, default -> {
        return base() + "/site/" + host;
      }
    }
  }

  private Report run(String accounts, Wanted wanted) throws Exception {
    Path folder = Files.createDirectories(dir.resolve("registry"));
    Files.writeString(
        folder.resolve("actors.csv"),
        """
        id,kind,name_en,name_fr,country,organisation,voice,host,wikidata,note,source,checked
        un,intergovernmental,United Nations,Nations unies,,un,institution,,Q1065,,test,2026
        """);
    Files.writeString(
        folder.resolve("accounts.csv"),
        "actor,network,handle,native_id,from,to,source,checked\n" + accounts);
    Registry registry = RegistryFiles.load(List.of(folder)).registry();
    EgressRules usual = EgressRules.usual("mailto:test@example.org", Set.of(authority()), false);
    EgressRules quick =
        new EgressRules(
            usual.agent(),
            usual.address(),
            usual.ports(),
            usual.limits(),
            new EgressRules.Manners(
                8, Duration.ZERO, Duration.ofSeconds(5), Duration.ofSeconds(10)));
    InstantSource clock = Clock.systemUTC();
    Addresses addresses = new Addresses(base() + "/sparql", base(), base(), this::site);
    try (GuardedEgress egress = new GuardedEgress(quick, clock)) {
      return new RegistrySync(
              egress,
              dns,
              addresses,
              clock,
              time -> {
                slept.add(time);
                Thread.sleep(time);
              })
          .run(registry, wanted, dir.resolve("out"), (done, of) -> {});
    }
  }

  private void finger(String user, Answer answer) {
    answers.put(
        "/site/social.example/.well-known/webfinger?resource=acct%3A" + user + "%40social.example",
        answer);
  }

  private static String lookup(String user) {
    return "/site/social.example/api/v1/accounts/lookup?acct=" + user;
  }

  private static String resolve(String handle) {
    return "/xrpc/com.atproto.identity.resolveHandle?handle=" + handle;
  }

  private String authority() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  private String base() {
    return "http://" + authority();
  }
}
