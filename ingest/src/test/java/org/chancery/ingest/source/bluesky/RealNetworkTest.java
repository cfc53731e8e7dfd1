package org.chancery.ingest.source.bluesky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.chancery.core.event.AccountSeen;
import org.chancery.core.event.AccountStateChanged;
import org.chancery.core.event.AccountStateChanged.State;
import org.chancery.core.event.Event;
import org.chancery.core.event.PostDeleted;
import org.chancery.core.event.PostEdited;
import org.chancery.core.event.PostSeen;
import org.chancery.core.event.ReactionGone;
import org.chancery.core.event.ReactionSeen;
import org.chancery.ingest.egress.EgressRules;
import org.chancery.ingest.egress.GuardedEgress;
import org.chancery.ingest.egress.TextRecords;
import org.chancery.ingest.source.TapBatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Against a real PDS and directory on loopback, with traffic. Run apart: {@code -Dtests.apart=
 * -Dchancery.bluesky-network=FOLDER}, a folder where the network's scripts are installed with their
 * packages.
 */
@Tag("real-network")
class RealNetworkTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final List<Process> PROCESSES = new ArrayList<>();
  private static JsonNode network;
  private static URI jetstream;
  private static GuardedEgress egress;
  private static Ways.Ref ways;

  @BeforeAll
  static void start() throws Exception {
    String folder = System.getProperty("chancery.bluesky-network", "");
    assumeTrue(
        !folder.isEmpty() && Files.isDirectory(Path.of(folder, "node_modules")),
        "left out: needs -Dchancery.bluesky-network=FOLDER, installed there");
    network =
        run(folder, "atp-net.js", "--serve", "--pds", "" + freePort(), "--plc", "" + freePort());
    JsonNode shim =
        run(
            folder,
            "jetstream-shim.js",
            "--firehose",
            network.get("firehose").asString(),
            "--port",
            "" + freePort());
    jetstream = URI.create(shim.get("url").asString());
    Set<String> permitted =
        Set.of(
            authority("pds"),
            authority("pds").replace("127.0.0.1", "localhost"), // so DID documents name it
            authority("plc"),
            jetstream.getAuthority());
    egress = new GuardedEgress(EgressRules.usual("test", permitted, true), InstantSource.system());
    ways = Ways.through(egress).register("real network");
  }

  private static String authority(String of) {
    return URI.create(network.get(of).asString()).getAuthority();
  }

  @AfterAll
  static void stop() throws Exception {
    if (egress != null) {
      egress.close();
    }
    for (Process process : PROCESSES.reversed()) {
      process.getOutputStream().close();
      process.destroy();
      if (!process.waitFor(15, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static JsonNode run(String folder, String... script) throws IOException {
    List<String> command = new ArrayList<>(List.of("node", "-r", "./loopback.cjs"));
    command.addAll(List.of(script));
    ProcessBuilder builder = new ProcessBuilder(command).directory(Path.of(folder).toFile());
    builder.environment().put("LOG_ENABLED", "false");
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    PROCESSES.add(process);
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith("READY ")) {
        return JSON.readTree(line.substring("READY ".length()));
      }
    }
    throw new IOException(script[0] + " does not start");
  }

  private static String did(String who) {
    return network.get("dids").get(who).asString();
  }

  private static Set<String> dids() {
    return Set.of(did("mfa"), did("emb"), did("amb"), did("bot"));
  }

  private static List<Event> hear(URI host, Predicate<List<Event>> enough) throws Exception {
    StreamReader reader =
        new StreamReader(
            List.of(host),
            StreamPlace.from(1),
            RealNetworkTest::dids,
            new StreamLine(BlueskyTap.Listening.USUAL, ways),
            InstantSource.system());
    List<Event> events = new ArrayList<>();
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!enough.test(events)) {
      assertThat(System.nanoTime()).as("heard so far: %s", events).isLessThan(until);
      var batch = reader.poll();
      assertThat(batch.counts().keySet()).isSubsetOf("records", "accepted", "foreign", "repeated");
      events.addAll(batch.events());
    }
    reader.close();
    return events;
  }

  /** What the PDS itself lists, page by page. */
  private static Set<String> listed(String who, String collection) throws IOException {
    Set<String> uris = new TreeSet<>();
    String url =
        "%s/xrpc/com.atproto.repo.listRecords?repo=%s&collection=%s&limit=100"
            .formatted(network.get("pds").asString(), did(who), collection);
    JSON.readTree(ways.web().get(url, 1 << 20).body())
        .get("records")
        .forEach(record -> uris.add(record.get("uri").asString()));
    return uris;
  }

  private static boolean deletionOfBot(List<Event> events) {
    return events.stream()
        .anyMatch(
            e ->
                e instanceof AccountStateChanged s
                    && s.state() == State.DELETED
                    && did("bot").equals(s.account().id()));
  }

  @Test
  void the_raw_stream_tells_every_event_of_the_pds() throws Exception {
    followed(hear(URI.create(network.get("firehose").asString()), RealNetworkTest::deletionOfBot));
  }

  @Test
  void jetstream_tells_the_same() throws Exception {
    followed(hear(jetstream, RealNetworkTest::deletionOfBot));
  }

  private static void followed(List<Event> events) throws IOException {
    Set<String> posts = new TreeSet<>();
    Set<String> likes = new TreeSet<>();
    List<State> amb = new ArrayList<>();
    Set<String> handles = new TreeSet<>();
    for (Event event : events) {
      switch (event) {
        case PostSeen post -> posts.add(post.id());
        case PostEdited edit -> posts.add(edit.now().id());
        case PostDeleted gone -> posts.remove(gone.id());
        case ReactionSeen like -> likes.add(like.id());
        case ReactionGone gone -> likes.remove(gone.id());
        case AccountStateChanged state when did("amb").equals(state.account().id()) ->
            amb.add(state.state());
        case AccountSeen seen
            when did("amb").equals(seen.account().id()) && seen.account().handle() != null ->
            handles.add(seen.account().handle());
        default -> {}
      }
    }
    for (String who : List.of("mfa", "emb", "amb")) {
      Set<String> there = listed(who, "app.bsky.feed.post");
      there.addAll(listed(who, "app.bsky.feed.repost"));
      assertThat(there).as("the PDS lists posts").isNotNull();
      assertThat(posts.stream().filter(uri -> uri.startsWith("at://" + did(who) + "/")).toList())
          .as("posts of " + who)
          .containsExactlyInAnyOrderElementsOf(there);
      assertThat(likes.stream().filter(uri -> uri.startsWith("at://" + did(who) + "/")).toList())
          .as("likes of " + who)
          .containsExactlyInAnyOrderElementsOf(listed(who, "app.bsky.feed.like"));
    }
    assertThat(posts).hasSizeGreaterThan(5);
    assertThat(amb).contains(State.DEACTIVATED).endsWith(State.ACTIVE);
    assertThat(handles).contains("amb-ottokar2.test");
  }

  @Test
  void handles_and_dids_name_each_other() throws Exception {
    Identities identities =
        new Identities(
            ways.web(),
            TextRecords.NONE,
            URI.create(network.get("pds").asString()),
            URI.create(network.get("plc").asString()));
    Identities.Identity mfa = identities.ofHandle("MFA-Arcadia.test");
    assertThat(mfa.did()).isEqualTo(did("mfa"));
    assertThat(identities.ofDid(did("mfa")).handle()).isEqualTo("mfa-arcadia.test");
    assertThat(identities.ofHandle("amb-ottokar2.test").did()).isEqualTo(did("amb"));
    assertThatThrownBy(() -> identities.ofHandle("amb-ottokar.test"))
        .as("the handle it had before")
        .isInstanceOf(IOException.class);
  }

  @Test
  void a_takedown_is_heard_when_it_happens() throws Exception {
    StreamReader reader =
        new StreamReader(
            List.of(URI.create(network.get("firehose").asString())),
            StreamPlace.from(1),
            RealNetworkTest::dids,
            new StreamLine(BlueskyTap.Listening.USUAL, ways),
            InstantSource.system());
    reader.poll();
    List<State> heard = new ArrayList<>();
    for (boolean down : List.of(true, false)) {
      takeDown(did("emb"), down);
      long until = System.nanoTime() + PATIENCE.toNanos();
      State wanted = down ? State.TAKEN_DOWN : State.ACTIVE;
      do {
        assertThat(System.nanoTime()).as("heard: %s", heard).isLessThan(until);
        for (Event event : reader.poll().events()) {
          if (event instanceof AccountStateChanged s && did("emb").equals(s.account().id())) {
            heard.add(s.state());
          }
        }
      } while (heard.isEmpty()
          || heard.getLast() != wanted
          || (!down && !heard.contains(State.TAKEN_DOWN)));
    }
    reader.close();
  }

  private static void takeDown(String did, boolean down) throws Exception {
    String body =
        """
        {"subject":{"$type":"com.atproto.admin.defs#repoRef","did":"%s"},"takedown":{"applied":%s,"ref":"t"}}"""
            .formatted(did, down);
    String admin =
        Base64.getEncoder()
            .encodeToString(
                ("admin:" + network.get("adminPassword").asString())
                    .getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    network.get("pds").asString() + "/xrpc/com.atproto.admin.updateSubjectStatus"))
            .header("Authorization", "Basic " + admin)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
  }

  @Test
  void the_past_of_accounts_is_read_from_their_server() throws Exception {
    Set<String> watched = new TreeSet<>(Set.of(did("mfa")));
    Records records = new Records(ways.web(), null, URI.create(network.get("plc").asString()));
    AccountsReader reader =
        new AccountsReader(
            AccountsPlace.START, () -> Set.copyOf(watched), records, InstantSource.system());
    past("mfa", reader.poll());
    watched.add(did("amb"));
    var batch = reader.poll();
    past("amb", batch);
    assertThat(reader.poll().events()).as("all is read for today").isEmpty();
    AccountsReader later =
        new AccountsReader(
            AccountsPlace.parse(String.valueOf(batch.cursor())),
            () -> Set.copyOf(watched),
            records,
            InstantSource.system());
    assertThat(later.poll().events()).as("nor again after a restart").isEmpty();
  }

  private static void past(String who, TapBatch batch) throws IOException {
    assertThat(batch.lastError()).isNull();
    Set<String> there = listed(who, "app.bsky.feed.post");
    there.addAll(listed(who, "app.bsky.feed.repost"));
    List<PostSeen> posts =
        batch.events().stream()
            .filter(PostSeen.class::isInstance)
            .map(PostSeen.class::cast)
            .toList();
    assertThat(posts.stream().map(PostSeen::id).toList())
        .containsExactlyInAnyOrderElementsOf(there);
    for (PostSeen post : posts) {
      assertThat(post.counted()).isFalse();
      assertThat(Duration.between(post.created(), post.seen()).abs())
          .as("the key tells when it was written")
          .isLessThan(Duration.ofMinutes(1));
    }
  }
}
