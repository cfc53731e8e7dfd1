package org.chancery.ingest.source.mastodon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
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
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chancery.core.event.Event;
import org.chancery.core.event.PostDeleted;
import org.chancery.core.event.PostEdited;
import org.chancery.core.event.PostSeen;
import org.chancery.ingest.egress.EgressRules;
import org.chancery.ingest.egress.GuardedEgress;
import org.chancery.ingest.source.Tap;
import org.chancery.ingest.source.TapBatch;
import org.chancery.ingest.store.Store;
import org.chancery.ingest.store.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Against snac, a real server with ways of its own: no {@code /api/v2/instance}, no {@code min_id},
 * {@code max_id} or {@code limit}, no single status without a token, ids that change with an edit.
 * Run apart: {@code -Dtests.apart= -Dchancery.snac=FOLDER}, where the Debian package is unpacked.
 */
@Tag("real-network")
class SnacTest {
  private static final String MFA = "@mfa@social.example";
  private static final Pattern PASSWORD = Pattern.compile("password is (\\S+)");
  private static final JsonMapper JSON = JsonMapper.shared();

  @TempDir private static Path folder = Path.of("");

  private static String snac = "";
  private static String authority = "";
  private static String password = "";
  private static Process server;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(InstantSource.system().instant());

  @BeforeAll
  static void start() throws Exception {
    snac = System.getProperty("chancery.snac", "") + "/usr/bin/snac";
    assumeTrue(Files.isExecutable(Path.of(snac)), "left out: needs -Dchancery.snac=FOLDER");
    int port = freePort();
    authority = "127.0.0.1:" + port;
    Path base = folder.resolve("base");
    run("127.0.0.1\n" + port + "\n" + authority + "\n\n\n", "init", base.toString());
    Path settings = base.resolve("server.json");
    ObjectNode set = (ObjectNode) JSON.readTree(Files.readAllBytes(settings));
    set.put("host", authority)
        .put("address", "127.0.0.1")
        .put("port", port)
        .put("protocol", "http");
    Files.write(settings, JSON.writeValueAsBytes(set));
    Matcher told = PASSWORD.matcher(run("", "adduser", base.toString(), "mfa"));
    assertThat(told.find()).isTrue();
    password = told.group(1);
    run("", "adduser", base.toString(), "embassy");
    server =
        new ProcessBuilder(snac, "httpd", base.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    for (int i = 0; i < 300 && !answers(port); i++) {
      Thread.sleep(100);
    }
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.destroy();
      if (!server.waitFor(15, TimeUnit.SECONDS)) {
        server.destroyForcibly().waitFor();
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String run(String input, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(snac));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return said;
  }

  private static void note(String text) throws Exception {
    run("", "note", folder.resolve("base").toString(), "mfa", text);
  }

  /** What its author does on his page. */
  private static void form(String path, String fields) throws Exception {
    String secret =
        Base64.getEncoder().encodeToString(("mfa:" + password).getBytes(StandardCharsets.UTF_8));
    String boundary = "----form";
    StringBuilder body = new StringBuilder();
    for (String field : fields.split("\n")) {
      String[] pair = field.split("=", 2);
      body.append("--%s\r\n".formatted(boundary))
          .append("Content-Disposition: form-data; name=\"%s\"\r\n\r\n".formatted(pair[0]))
          .append(pair[1])
          .append("\r\n");
    }
    body.append("--%s--\r\n".formatted(boundary));
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<Void> answer =
          client.send(
              HttpRequest.newBuilder(URI.create("http://" + authority + path))
                  .header("Authorization", "Basic " + secret)
                  .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                  .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                  .build(),
              HttpResponse.BodyHandlers.discarding());
      assertThat(answer.statusCode()).isEqualTo(303);
    }
  }

  @Test
  void what_its_author_does_is_what_we_read() throws Exception {
    Set<String> said = new TreeSet<>();
    for (String text :
        List.of(
            "Honoured to co-host talks, see https://mfa.example/talks",
            "Communiqué: نرحب",
            "会談について",
            "A & B < C > D",
            "To be corrected",
            "To be deleted")) {
      note(text);
      said.add(text);
    }
    note("A #Diplomacy tag");
    said.add("A #Diplomacy tag");
    try (Store store = TestDatabase.fresh();
        GuardedEgress egress =
            new GuardedEgress(
                EgressRules.usual("test", Set.of(authority), true), InstantSource.system());
        Tap.TapReader reader = tap(egress, store).open(null, "mastodon")) {
      List<Event> first = until(reader, e -> posts(e).size() >= said.size());
      assertThat(posts(first)).extracting(PostSeen::text).containsExactlyInAnyOrderElementsOf(said);
      assertThat(posts(first))
          .allSatisfy(
              post -> {
                assertThat(post.author().handle()).isEqualTo(MFA);
                assertThat(post.id()).startsWith("http://" + authority + "/mfa/p/");
                assertThat(post.engagement().reposts()).isZero();
              });
      assertThat(one(first, "A #Diplomacy tag").entities().hashtags()).containsExactly("diplomacy");
      assertThat(
              one(first, "Honoured to co-host talks, see https://mfa.example/talks")
                  .entities()
                  .links())
          .containsExactly("https://mfa.example/talks");

      String edited = one(first, "To be corrected").id();
      form("/mfa/admin/note", "content=Corrected\nedit_id=" + edited);
      String deleted = one(first, "To be deleted").id();
      form(
          "/mfa/admin/action",
          "id=%s\naction=Delete\nactor=http://%s/mfa".formatted(deleted, authority));
      note("And news");
      now.updateAndGet(t -> t.plus(Duration.ofHours(3)));
      List<Event> second =
          until(reader, e -> e.stream().anyMatch(x -> x instanceof PostDeleted) && e.size() >= 3);
      assertThat(posts(second)).extracting(PostSeen::text).containsExactly("And news");
      assertThat(second)
          .filteredOn(e -> e instanceof PostDeleted)
          .extracting(e -> ((PostDeleted) e).id())
          .containsExactly(deleted);
      assertThat(second)
          .filteredOn(e -> e instanceof PostEdited)
          .extracting(e -> ((PostEdited) e).now().id() + " " + ((PostEdited) e).now().text())
          .containsExactly(edited + " Corrected");

      run("", "boost", folder.resolve("base").toString(), "embassy", edited);
      now.updateAndGet(t -> t.plus(Duration.ofHours(3)));
      List<Event> third = until(reader, e -> true);
      assertThat(third).noneMatch(e -> e instanceof PostSeen || e instanceof PostDeleted);
    }
  }

  private MastodonTap tap(GuardedEgress egress, Store store) {
    MastodonSettings.Server one =
        new MastodonSettings.Server(
            URI.create("http://" + authority),
            MastodonSettings.Streaming.NONE,
            List.of(),
            null,
            false,
            true);
    return new MastodonTap(
        "mastodon",
        new MastodonSource(
                egress,
                egress.sockets(),
                store.dataSource(),
                () -> Set.of(MFA),
                new MastodonSettings(Instant.EPOCH, Map.of("social.example", one)),
                now::get,
                new Random(1),
                0)
            .register("snac"));
  }

  /** Events until they fulfil a condition, but at least those of one visit. */
  private static List<Event> until(Tap.TapReader reader, Predicate<List<Event>> enough)
      throws Exception {
    List<Event> events = new ArrayList<>();
    String told = "";
    boolean visited = false;
    for (long until = System.nanoTime() + LoopInstance.patience().toNanos();
        System.nanoTime() < until; ) {
      TapBatch batch = reader.poll();
      events.addAll(batch.events());
      told = batch.counts().isEmpty() ? told : batch.counts() + " " + batch.lastError();
      visited |= batch.counts().containsKey("visits");
      if (visited && enough.test(events)) {
        return events;
      }
    }
    throw new AssertionError("not within 30 s: %s, last %s".formatted(events, told));
  }

  private static List<PostSeen> posts(List<Event> events) {
    return events.stream().filter(PostSeen.class::isInstance).map(PostSeen.class::cast).toList();
  }

  private static PostSeen one(List<Event> events, String text) {
    return posts(events).stream().filter(p -> p.text().equals(text)).findFirst().orElseThrow();
  }
}
