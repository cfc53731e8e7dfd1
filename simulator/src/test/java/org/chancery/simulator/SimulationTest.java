package org.chancery.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.chancery.simulator.world.WorldPlan;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** A whole simulator with real sockets: replay, live, filters, faults. */
class SimulationTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static Simulation simulation;

  @BeforeAll
  static void start(@TempDir Path out) throws Exception {
    simulation = Simulation.start(TestWorlds.setting(out), System::nanoTime);
    simulation.awaitHistory();
  }

  @AfterAll
  static void stop() throws IOException {
    simulation.close();
  }

  private static long micros(String line) {
    return JSON.readTree(line).path("time_us").asLong();
  }

  private static List<JsonNode> ledger() throws IOException {
    // the last line may be half written
    String whole = Files.readString(simulation.ledgerFile());
    return whole
        .substring(0, whole.lastIndexOf('\n'))
        .lines()
        .map(JSON::readTree)
        .filter(l -> !l.path("kind").asString().equals("scene"))
        .toList();
  }

  /**
   * Every heard line, in order, is the next ledger line from the given moment: no hole, no reorder,
   * nothing doubled.
   */
  private static void isTheLedgerFrom(long cursor, List<String> heard) throws IOException {
    List<Long> truth =
        ledger().stream().map(l -> l.path("time_us").asLong()).filter(t -> t >= cursor).toList();
    List<Long> times = heard.stream().map(SimulationTest::micros).toList();
    assertThat(truth.size()).isGreaterThanOrEqualTo(times.size());
    assertThat(times).isEqualTo(truth.subList(0, times.size()));
  }

  @Test
  void a_cursor_replays_all_from_it_on_and_goes_over_into_live_without_a_hole() throws Exception {
    long start = WorldPlan.micros(TestWorlds.START);
    long cursor = start - Duration.ofHours(20).toNanos() / 1_000;
    try (Listener listener = new Listener(simulation.jetstreamUrl() + "?cursor=" + cursor)) {
      List<String> heard =
          listener.await(h -> !h.isEmpty() && micros(h.get(h.size() - 1)) > start + 3_600_000_000L);
      assertThat(micros(heard.get(0))).isLessThan(start);
      isTheLedgerFrom(cursor, heard);
    }
  }

  @Test
  void an_exact_cursor_is_inclusive_and_one_before_the_history_begins_silently_at_its_first_event()
      throws Exception {
    long exact = ledger().get(1_000).path("time_us").asLong();
    try (Listener listener = new Listener(simulation.jetstreamUrl() + "?cursor=" + exact)) {
      assertThat(micros(listener.await(h -> !h.isEmpty()).get(0))).isEqualTo(exact);
    }
    try (Listener listener = new Listener(simulation.jetstreamUrl() + "?cursor=1")) {
      isTheLedgerFrom(1, listener.await(h -> h.size() > 3_000));
    }
  }

  @Test
  void without_cursor_or_with_one_in_the_future_only_live_is_heard() throws Exception {
    for (String query : List.of("", "?cursor=9000000000000000")) {
      long before = WorldPlan.micros(simulation.clock().instant());
      try (Listener listener = new Listener(simulation.jetstreamUrl() + query)) {
        // an event under way may be some ticks of simulated time old
        assertThat(micros(listener.await(h -> !h.isEmpty()).get(0)))
            .isGreaterThan(before - 600_000_000L);
      }
    }
  }

  @Test
  void filters_hold_in_replay() throws Exception {
    String did =
        ledger().stream()
            .filter(l -> l.path("kind").asString().equals("post") && !l.path("actor").isNull())
            .findFirst()
            .orElseThrow()
            .path("did")
            .asString();
    long posts =
        ledger().stream()
            .filter(l -> l.path("time_us").asLong() < WorldPlan.micros(TestWorlds.START))
            .filter(
                l ->
                    l.path("did").asString().equals(did)
                        && List.of("post", "edit", "delete").contains(l.path("kind").asString()))
            .count();
    try (Listener listener =
        new Listener(
            simulation.jetstreamUrl()
                + "?cursor=1&wantedCollections=app.bsky.feed.post&wantedDids="
                + did)) {
      List<String> heard = listener.await(h -> h.size() >= posts);
      assertThat(heard)
          .allMatch(
              line ->
                  line.contains("\"did\":\"" + did)
                      && (line.contains("app.bsky.feed.post") || !line.contains("\"commit\"")));
    }
  }

  @Test
  void options_can_be_given_by_a_first_message() throws Exception {
    try (Listener listener =
        new Listener(simulation.jetstreamUrl() + "?cursor=1&requireHello=true")) {
      Thread.sleep(200);
      assertThat(listener.heard()).isEmpty();
      listener.say(
          "{\"type\":\"options_update\",\"payload\":{\"wantedCollections\":[\"app.bsky.graph.*\"]}}");
      assertThat(listener.await(h -> h.size() > 10))
          .allMatch(l -> l.contains("app.bsky.graph.follow") || !l.contains("\"commit\""));
      listener.say("{");
      assertThat(listener.endsWithin(Duration.ofSeconds(10))).isTrue();
    }
  }

  @Test
  void bad_requests_get_400_and_words() throws Exception {
    for (String query :
        List.of("cursor=abc", "wantedCollections=fo*", "wantedDids=bob", "compress=true")) {
      HttpResponse<String> answer =
          get(simulation.jetstreamUrl().replace("ws://", "http://") + "?" + query);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).isNotBlank();
    }
  }

  @Test
  void a_reader_that_does_not_read_holds_nobody_up_and_gets_all_in_the_end() throws Exception {
    URI url = URI.create(simulation.jetstreamUrl());
    try (Socket slow = new Socket()) {
      slow.setReceiveBufferSize(4_096);
      slow.connect(new InetSocketAddress("127.0.0.1", url.getPort()));
      slow.getOutputStream()
          .write(
              ("GET /subscribe?cursor=1 HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                      + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      InputStream in = slow.getInputStream();
      String head = new String(in.readNBytes(129), StandardCharsets.US_ASCII);
      assertThat(head).contains("101").contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
      try (Listener other = new Listener(simulation.jetstreamUrl() + "?cursor=1")) {
        other.await(h -> h.size() > 3_000);
      }
      JsonNode stats = JSON.readTree(get(simulation.controlUrl() + "/stats").body());
      assertThat(stats.path("spool_bytes").asLong()).isGreaterThan(2_000_000);
      long read = 0;
      byte[] buffer = new byte[65_536];
      while (read < 2_000_000) read += in.read(buffer);
    }
  }

  @Test
  void the_clock_runs_at_its_speed_from_its_start() throws Exception {
    JsonNode clock = JSON.readTree(get(simulation.controlUrl() + "/clock").body());
    assertThat(clock.path("start").asString()).isEqualTo("2026-11-21T00:00:00Z");
    assertThat(clock.path("speed").asDouble()).isEqualTo(3_600);
    assertThat(clock.path("now").asString()).isGreaterThan("2026-11-21T00:00:00Z");
  }

  @Test
  void an_outage_turns_subscribers_away_and_loses_nothing_of_the_timeline() throws Exception {
    long cursor = WorldPlan.micros(simulation.clock().instant());
    assertThat(post("/faults/disconnect?refuse=0.6").statusCode()).isEqualTo(200);
    String url = simulation.jetstreamUrl().replace("ws://", "http://");
    assertThat(get(url).statusCode()).isEqualTo(503);
    Thread.sleep(700);
    try (Listener back = new Listener(simulation.jetstreamUrl() + "?cursor=" + cursor)) {
      isTheLedgerFrom(cursor, back.await(h -> h.size() > 20));
    }
  }

  @Test
  void faults_fire_and_prove_it() throws Exception {
    try (Listener cut = new Listener(simulation.jetstreamUrl())) {
      Thread.sleep(100);
      assertThat(JSON.readTree(post("/faults/disconnect").body()).path("fired").asBoolean())
          .isTrue();
      assertThat(cut.endsWithin(Duration.ofSeconds(10))).isTrue();
    }
    try (Listener held = new Listener(simulation.jetstreamUrl())) {
      held.await(h -> !h.isEmpty());
      post("/faults/silence?seconds=1.5");
      Thread.sleep(300);
      int before = held.heard().size();
      Thread.sleep(700);
      assertThat(held.heard()).hasSize(before);
      List<String> after = held.await(h -> h.size() > before);
      isTheLedgerFrom(micros(after.get(0)), after);
    }
    JsonNode log = JSON.readTree(get(simulation.controlUrl() + "/faults").body());
    assertThat(log).allMatch(entry -> entry.path("fired").asBoolean());
    assertThat(log).extracting(e -> e.path("fault").asString()).contains("disconnect", "silence");
    assertThat(post("/faults/silence?seconds=x").statusCode()).isEqualTo(400);
    assertThat(post("/faults/flood").statusCode()).isEqualTo(404);
  }

  private static HttpResponse<String> get(String url) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(String path) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(simulation.controlUrl() + path))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
