package org.chancery.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Engagement;
import org.chancery.core.event.Entities;
import org.chancery.core.event.Event;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostKind;
import org.chancery.core.event.PostSeen;
import org.chancery.ingest.source.Tap;
import org.chancery.ingest.source.TapBatch;
import org.chancery.ingest.topology.Hub;
import org.chancery.ingest.topology.Topology;
import org.chancery.server.hub.DataFolder;
import org.chancery.server.hub.Surroundings;
import org.chancery.server.hub.Wiring;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What a tap that lets its posts be shown only brings through the topology is shown, but leaves in
 * files by its ids alone, also when an archive brings it again, before or after.
 */
class DisplayOnlyTest {
  private static final Instant NOW = Instant.parse("2026-11-02T12:00:30Z");
  private static final String TIME = "&t=2026-11-01..2026-11-03";
  private static final AccountRef ON_X =
      new AccountRef(Network.X, "822215679726100480", "francediplo");
  private static final String ALPHA = "1790000000000000001";
  private static final String BETA = "1790000000000000002";
  private static final String DELTA = "1790000000000000003";
  private static final String OMEGA = "1790000000000000004";
  private static final Set<String> LEAVES = Set.of("id", "network", "url", "display_only");

  private static DataFolder data;
  private static Wiring wiring;
  private static Hub.Ref hub;
  private static ApiHandler api;

  @BeforeAll
  static void open(@TempDir Path folder) throws Exception {
    data = DataFolder.take(folder.resolve("data")).orElseThrow();
    wiring = Wiring.open(data, null, List.of(SmallHub.registry(folder)), () -> NOW);
    hub = wiring.hub(true).register("display-only");
    api =
        TestHub.handler(
            wiring.surroundings(false, 1, new Surroundings.Build("test", "", ""), null), true);
  }

  @AfterAll
  static void close() throws Exception {
    if (hub != null) {
      hub.forget();
    }
    if (wiring != null) {
      wiring.close();
    }
    if (data != null) {
      data.close();
    }
  }

  private static PostSeen onX(String id, String word, long likes) {
    return post(Network.X, id, ON_X, word, likes);
  }

  private static PostSeen onBluesky(String id, String word) {
    AccountRef france = AccountRef.byId(Network.BLUESKY, SmallHub.FRANCE);
    return post(
        Network.BLUESKY,
        "at://%s/app.bsky.feed.post/%s".formatted(france.id(), id),
        france,
        word,
        7);
  }

  private static PostSeen post(
      Network network, String id, AccountRef author, String word, long likes) {
    return new PostSeen(
        network,
        id,
        author,
        "Name of " + word,
        null,
        NOW.minusSeconds(600),
        NOW.minusSeconds(600 - likes),
        "about " + word,
        "fr",
        PostKind.ORIGINAL,
        null,
        null,
        null,
        new Entities(
            List.of(AccountRef.byId(Network.BLUESKY, SmallHub.GERMANY)),
            List.of("tag" + word),
            List.of("https://example.org/" + word)),
        1,
        new Engagement(likes, 31L, 32L, 33L, 34L),
        false);
  }

  private static OneBatch tap(String source, boolean displayOnly, Event... events) {
    OneBatch.EVENTS.put(source, List.of(events));
    return new OneBatch(source, displayOnly);
  }

  /** Runs sources to their end. */
  private static void run(String job, Tap... taps) throws Exception {
    StreamExecutionEnvironment environment =
        wiring.boundedEngine(job, Duration.ofSeconds(1)).environment();
    Topology.bounded(environment, List.of(taps), hub);
    environment.execute(job);
  }

  private static JsonNode shown(String word) {
    byte[] answer = TestHub.ask(api, "/posts?q=" + word + TIME).body();
    JsonNode rows = TestHub.JSON.readTree(answer).get("rows");
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  private static Map<String, String> exported(String address) {
    byte[] csv = TestHub.ask(api, address).body();
    List<Map<String, String>> rows = Csvs.text(new String(csv, StandardCharsets.UTF_8));
    assertThat(rows).as(address).hasSize(1);
    return rows.getFirst();
  }

  private static Set<String> filled(Map<String, String> row) {
    return row.entrySet().stream()
        .filter(cell -> !cell.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static void assertIdsAlone(String word, String address) {
    JsonNode json = shown(word);
    assertThat(json.get("text").asString()).isEqualTo("about " + word);
    assertThat(json.get("links").get(0).asString()).isEqualTo("https://example.org/" + word);
    assertThat(json.get("engagement").get("views").asLong()).isEqualTo(34);
    assertThat(json.get("display_only").asBoolean()).isTrue();
    Map<String, String> row = exported(address);
    assertThat(filled(row)).isEqualTo(LEAVES);
    assertThat(row)
        .containsEntry("id", json.get("id").asString())
        .containsEntry("url", json.get("url").asString())
        .containsEntry("display_only", "true");
  }

  private static void assertFree(String word) {
    assertThat(shown(word).get("display_only").asBoolean()).isFalse();
    assertThat(exported("/posts.csv?q=" + word + TIME))
        .containsEntry("text", "about " + word)
        .containsEntry("hashtags", "tag" + word)
        .containsEntry("engagement_likes", "5")
        .containsEntry("account_handle", "francediplo")
        .containsEntry("display_only", "false");
  }

  @Test
  void a_post_that_may_be_shown_only_leaves_by_its_ids_whoever_brings_it_too() throws Exception {
    run("api", tap("x", true, onX(ALPHA, "alpha", 5), onBluesky("3kgamma", "gamma")));
    assertIdsAlone("alpha", "/posts.csv?q=alpha" + TIME);
    assertIdsAlone("alpha", "/posts/%s.csv".formatted(shown("alpha").get("id").asString()));
    assertIdsAlone("gamma", "/dialogue.csv?a=FRA&b=DEU&network=bluesky" + TIME);

    run("archive", tap("archive", false, onX(ALPHA, "alpha", 60), onX(BETA, "beta", 5)));
    assertThat(shown("alpha").get("engagement").get("likes").asLong()).isEqualTo(60);
    assertIdsAlone("alpha", "/posts.csv?q=alpha" + TIME);
    assertFree("beta");

    run(
        "both",
        tap("archive-again", false, onX(DELTA, "delta", 5), onX(OMEGA, "omega", 5)),
        tap("x-again", true, onX(BETA, "beta", 5), onX(DELTA, "delta", 5)));
    assertIdsAlone("beta", "/posts.csv?q=beta" + TIME);
    assertIdsAlone("delta", "/posts.csv?q=delta" + TIME);
    assertFree("omega");
  }

  /** Brings one batch and is finished. */
  record OneBatch(String source, boolean displayOnly) implements Tap {
    private static final Map<String, List<Event>> EVENTS = new ConcurrentHashMap<>();

    @Override
    public Network network() {
      return Network.X;
    }

    @Override
    public boolean live() {
      return false;
    }

    @Override
    public TapReader open(@Nullable String cursor, String part) {
      return new TapReader() {
        @Override
        public TapBatch poll() {
          List<Event> events = cursor == null ? EVENTS.get(source) : List.of();
          Map<String, Long> counts = Map.of("records", (long) events.size());
          return new TapBatch(events, "1", counts, List.of(), "finished", null, true);
        }

        @Override
        public void close() {}
      };
    }
  }
}
