package org.chancery.server.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.chancery.core.event.Network;
import org.chancery.ingest.egress.EgressRules;
import org.chancery.ingest.egress.GuardedEgress;
import org.chancery.ingest.egress.TextRecords;
import org.chancery.ingest.source.bluesky.BlueskyTap;
import org.chancery.ingest.source.bluesky.Identities;
import org.chancery.ingest.source.bluesky.Ways;
import org.chancery.ingest.topology.Hub;
import org.chancery.ingest.topology.Topology;
import org.chancery.server.api.ApiHandler;
import org.chancery.server.api.Apis;
import org.java_websocket.WebSocket;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a stream on loopback tells of listed accounts, checked with servers on loopback, as an actor
 * has it in the API.
 */
class IdentityOnTheWireTest {
  private static final Instant NOW = Instant.parse("2026-11-02T12:00:00Z");
  private static final long BEGIN = 1_793_000_000_000_000L;
  private static final Duration PATIENCE = Duration.ofSeconds(180);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final String HEARD =
      "select kind || ' ' || listed from identity_alert union all select state || ' ' || handle from account";

  @TempDir Path dir;

  /** A Jetstream that tells its frames to whoever comes. */
  private static final class Stream extends WebSocketServer {
    private final CountDownLatch started = new CountDownLatch(1);
    private final List<String> frames;

    Stream(List<String> frames) {
      super(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1, List.of(new Draft_6455()));
      this.frames = frames;
      setReuseAddr(true);
      setConnectionLostTimeout(0);
    }

    @Override
    public void onOpen(WebSocket connection, ClientHandshake handshake) {
      frames.forEach(connection::send);
    }

    @Override
    public void onClose(WebSocket connection, int code, String reason, boolean remote) {}

    @Override
    public void onMessage(WebSocket connection, String message) {}

    @Override
    public void onError(WebSocket connection, Exception e) {}

    @Override
    public void onStart() {
      started.countDown();
    }
  }

  /** Directory of DIDs, handles and server of repositories in one, on loopback. */
  private static final class Servers implements AutoCloseable {
    final Map<String, String> answers = new ConcurrentHashMap<>();
    final HttpServer server;

    Servers() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4);
      server.createContext(
          "/",
          exchange -> {
            try (exchange) {
              String body = answers.get(exchange.getRequestURI().toString());
              byte[] bytes = (body == null ? "{}" : body).getBytes(StandardCharsets.UTF_8);
              exchange.sendResponseHeaders(body == null ? 404 : 200, bytes.length);
              exchange.getResponseBody().write(bytes);
            }
          });
      server.start();
    }

    String address() {
      return "127.0.0.1:" + server.getAddress().getPort();
    }

    void bears(String handle, String did) {
      answers.put(
          "/xrpc/com.atproto.identity.resolveHandle?handle=" + handle,
          "{\"did\":\"%s\"}".formatted(did));
      answers.put(
          "/" + did,
          """
          {"id":"%s","alsoKnownAs":["at://%s"],"service":[{"id":"#atproto_pds","type":"AtprotoPersonalDataServer",\
          "serviceEndpoint":"http://%s"}]}"""
              .formatted(did, handle, address()));
    }

    void status(String did, boolean active) {
      answers.put(
          "/xrpc/com.atproto.sync.getRepoStatus?did=" + did.replace(":", "%3A"),
          "{\"did\":\"%s\",\"active\":%s}".formatted(did, active));
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  private final List<String> frames = new ArrayList<>();

  private void identity(String did, String handle) {
    frames.add(
        """
        {"did":"%s","time_us":%d,"kind":"identity","identity":{"did":"%s","handle":"%s","seq":%d}}"""
            .formatted(did, BEGIN + 1_000L * frames.size(), did, handle, frames.size()));
  }

  private void closed(String did, String status) {
    frames.add(
        """
        {"did":"%s","time_us":%d,"kind":"account","account":{"active":false,"did":"%s","seq":%d,"status":"%s"}}"""
            .formatted(did, BEGIN + 1_000L * frames.size(), did, frames.size(), status));
  }

  private Path registry() throws IOException {
    Path folder = Files.createDirectories(dir.resolve("registry"));
    Files.writeString(
        folder.resolve("countries.csv"),
        """
        country,name_en,name_fr,status,capital,point_lat,point_lon,languages,source
        FRA,France,France,un-member,Paris,48.867,2.333,fr,test
        """);
    StringBuilder actors =
        new StringBuilder(
            "id,kind,name_en,name_fr,country,organisation,voice,host,wikidata,note,source,checked\n");
    StringBuilder accounts =
        new StringBuilder("actor,network,handle,native_id,from,to,source,checked\n");
    for (String id :
        List.of("renamed", "claimed", "kept", "lost", "proved", "taken", "shut", "open")) {
      actors.append(
          "%s,mission,The %1$s,Le %1$s,FRA,,institution,,,%s,test,2026-01\n"
              .formatted(id, id.equals("proved") ? "website https://proved.example" : ""));
      accounts.append(
          "%s,bluesky,%s,did:plc:%1$s,,,test,2026-01\n"
              .formatted(
                  id,
                  switch (id) {
                    case "proved" -> "www.proved.example";
                    case "taken" -> "taken.bsky.social";
                    default -> id + ".example";
                  }));
    }
    Files.writeString(folder.resolve("actors.csv"), actors);
    Files.writeString(folder.resolve("accounts.csv"), accounts);
    return folder;
  }

  @Test
  void alerts_of_listed_accounts_are_published_once_somebody_was_asked() throws Exception {
    identity("did:plc:renamed", "new-name.example");
    identity("did:plc:claimed", "nobody-answers.example");
    identity("did:plc:thief", "kept.example");
    identity("did:plc:heir", "lost.example");
    identity("did:plc:thief", "taken.bsky.social");
    identity("did:plc:other", "www.proved.example");
    closed("did:plc:shut", "deactivated");
    closed("did:plc:open", "takendown");
    identity("did:plc:impostor", "renarned.example"); // resembles a listed one
    Stream stream = new Stream(frames);
    stream.start();
    assertThat(stream.started.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    String host = "127.0.0.1:" + stream.getPort();
    try (Servers servers = new Servers();
        GuardedEgress egress =
            new GuardedEgress(hasty(Set.of(host, servers.address())), () -> NOW);
        DataFolder folder = DataFolder.take(dir.resolve("data")).orElseThrow();
        Wiring wiring = Wiring.open(folder, null, List.of(registry()), () -> NOW)) {
      servers.bears("new-name.example", "did:plc:renamed");
      servers.bears("kept.example", "did:plc:kept");
      servers.bears("lost.example", "did:plc:heir");
      servers.bears("taken.bsky.social", "did:plc:thief");
      servers.bears("www.proved.example", "did:plc:other");
      servers.bears("shut.example", "did:plc:shut");
      servers.status("did:plc:shut", false);
      servers.bears("open.example", "did:plc:open");
      servers.status("did:plc:open", true);
      Ways.Ref ways = Ways.through(egress).register("identity-wire");
      listen(wiring, URI.create("ws://" + host + "/subscribe"), ways);

      ApiHandler api =
          Apis.handler(wiring.surroundings(false, 1, new Surroundings.Build("t", "t", "t"), null));
      assertThat(alerts(api, "renamed"))
          .as("a host's word")
          .containsExactly("handle-changed renamed.example new-name.example false");
      assertThat(alerts(api, "proved"))
          .containsExactly("did-changed www.proved.example null false");
      assertThat(alerts(api, "kept")).containsExactly("did-changed kept.example null false");

      URI service = URI.create("http://" + servers.address());
      new IdentityChecks(wiring, new Identities(ways.web(), TextRecords.NONE, service, service))
          .round();

      assertThat(alerts(api, "renamed"))
          .containsExactly("handle-changed renamed.example new-name.example true");
      assertThat(alerts(api, "claimed"))
          .containsExactly("handle-changed claimed.example nobody-answers.example false");
      assertThat(alerts(api, "kept")).as("refuted by its own domain").isEmpty();
      assertThat(alerts(api, "lost")).containsExactly("did-changed lost.example did:plc:heir true");
      assertThat(alerts(api, "taken")).containsExactly("handle-taken taken.bsky.social null true");
      assertThat(alerts(api, "proved"))
          .containsExactly("did-changed www.proved.example did:plc:other true");
      assertThat(alerts(api, "shut"))
          .containsExactly("account-closed shut.example deactivated true");
      assertThat(alerts(api, "open")).as("its server gives it out").isEmpty();
      assertThat(rows(wiring, "select verdict from identity_alert where kind = 'look-alike'"))
          .as("nobody asks about strangers")
          .containsExactly("null");
    } finally {
      stream.stop(1_000);
    }
  }

  /** The usual rules, without the pauses that courtesy asks for elsewhere. */
  private static EgressRules hasty(Set<String> permitted) {
    EgressRules usual = EgressRules.usual("test", permitted, true);
    return new EgressRules(
        usual.agent(),
        usual.address(),
        usual.ports(),
        usual.limits(),
        new EgressRules.Manners(
            8, Duration.ZERO, usual.manners().patience(), usual.manners().longestWait()));
  }

  /** Listens until all that the stream tells is stored. */
  private static void listen(Wiring wiring, URI host, Ways.Ref ways) throws Exception {
    Hub.Ref hub = wiring.hub(true).register("identity-wire");
    BlueskyTap tap =
        new BlueskyTap(
            "wire",
            List.of(host),
            BEGIN - 1,
            hub.ids(Network.BLUESKY),
            new BlueskyTap.Listening(false, false, null, false),
            ways);
    StreamExecutionEnvironment job = wiring.liveEngine("wire", Duration.ofSeconds(1)).environment();
    Topology.live(job, List.of(tap), hub);
    JobClient live = job.executeAsync("wire");
    try {
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (rows(wiring, "select 1 from identity_alert").size() < 7
          || rows(wiring, "select 1 from account where state <> 'ACTIVE'").size() < 2) {
        assertThat(System.nanoTime())
            .as("all is heard in time, so far %s", rows(wiring, HEARD))
            .isLessThan(end);
        Thread.sleep(50);
      }
    } finally {
      live.cancel().join();
      hub.forget();
    }
  }

  private static List<String> rows(Wiring wiring, String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = wiring.store().dataSource().getConnection();
        Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery(query)) {
      while (row.next()) {
        rows.add(String.valueOf(row.getString(1)));
      }
    }
    return rows;
  }

  private static List<String> alerts(ApiHandler api, String actor) {
    ApiHandler.Reply reply = api.get("/actors/" + actor, Map.of());
    assertThat(reply.status()).isEqualTo(200);
    assertThat(new String(reply.body(), StandardCharsets.UTF_8))
        .doesNotContain("did:plc:thief", "did:plc:impostor", "renarned");
    List<String> alerts = new ArrayList<>();
    JsonNode row = JSON.readTree(reply.body()).get("rows").get(0);
    for (JsonNode alert : row.get("alerts")) {
      assertThat(alert.get("first_seen").asString()).startsWith("2026-10-26T");
      alerts.add(
          "%s %s %s %s"
              .formatted(
                  alert.get("kind").asString(),
                  alert.get("account").asString(),
                  alert.get("what").isNull() ? null : alert.get("what").asString(),
                  alert.get("verified").asBoolean()));
    }
    return alerts;
  }
}
