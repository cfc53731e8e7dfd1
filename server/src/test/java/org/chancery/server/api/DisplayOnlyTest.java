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
import java.util.function.UnaryOperator;
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
import org.chancery.ingest.topology.Topology;
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
  private static final Set<String> LEAVES = Set.of("id", "network", "url", "display_only");

  private static SmallHub hub;

  @BeforeAll
  static void open(@TempDir Path folder) throws Exception {
    hub = new SmallHub(folder, NOW);
  }

  @AfterAll
  static void close() throws Exception {
    if (hub != null) {
      hub.close();
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

  /** Runs a source of one batch to its end. */
  private static void run(String source, boolean displayOnly, Event... events) throws Exception {
    OneBatch.EVENTS.put(source, List.of(events));
    StreamExecutionEnvironment environment =
        hub.wiring.boundedEngine(source, Duration.ofSeconds(1)).environment();
    Topology.bounded(environment, List.of(new OneBatch(source, displayOnly)), hub.ref);
    environment.execute(source);
  }

  private static JsonNode shown(String word) {
    JsonNode rows = hub.get("/posts?q=" + word + TIME).get("rows");
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  private static Map<String, String> exported(String address) {
    return row(address + TIME);
  }

  private static Map<String, String> row(String address) {
    String csv = new String(TestHub.ask(hub.api, address).body(), StandardCharsets.UTF_8);
    List<Map<String, String>> rows = Csvs.text(csv);
    assertThat(rows).as(address).hasSize(1);
    return rows.getFirst();
  }

  private static Set<String> filled(Map<String, String> row) {
    return row.entrySet().stream()
        .filter(cell -> !cell.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static void assertIdsAlone(String word, UnaryOperator<String> address) {
    JsonNode json = shown(word);
    assertThat(json.get("text").asString()).isEqualTo("about " + word);
    assertThat(json.get("links").get(0).asString()).isEqualTo("https://example.org/" + word);
    assertThat(json.get("engagement").get("views").asLong()).isEqualTo(34);
    assertThat(json.get("display_only").asBoolean()).isTrue();
    Map<String, String> row = exported(address.apply(word));
    assertThat(filled(row)).isEqualTo(LEAVES);
    assertThat(row)
        .containsEntry("id", json.get("id").asString())
        .containsEntry("url", json.get("url").asString())
        .containsEntry("display_only", "true");
  }

  private static String posts(String word) {
    return "/posts.csv?q=" + word;
  }

  @Test
  void a_post_that_may_be_shown_only_leaves_by_its_ids_whoever_brings_it_again() throws Exception {
    run("x-one", true, onX("1790000000000000001", "alpha", 5));
    assertIdsAlone("alpha", DisplayOnlyTest::posts);
    String id = shown("alpha").get("id").asString();
    assertThat(filled(row("/posts/%s.csv".formatted(id)))).isEqualTo(LEAVES);

    run("archive-one", false, onX("1790000000000000001", "alpha", 60));
    assertThat(shown("alpha").get("engagement").get("likes").asLong()).isEqualTo(60);
    assertIdsAlone("alpha", DisplayOnlyTest::posts);
  }

  @Test
  void what_an_archive_brought_is_bound_once_the_api_brings_it_too() throws Exception {
    run("archive-two", false, onX("1790000000000000002", "beta", 5));
    assertThat(shown("beta").get("display_only").asBoolean()).isFalse();
    assertThat(exported(posts("beta")))
        .containsEntry("text", "about beta")
        .containsEntry("hashtags", "tagbeta")
        .containsEntry("engagement_likes", "5")
        .containsEntry("account_handle", "francediplo")
        .containsEntry("display_only", "false");
    run("x-two", true, onX("1790000000000000002", "beta", 5));
    assertIdsAlone("beta", DisplayOnlyTest::posts);
  }

  @Test
  void what_comes_both_ways_at_once_is_bound() throws Exception {
    PostSeen both = onX("1790000000000000003", "delta", 5);
    OneBatch.EVENTS.put("x-three", List.of(both));
    OneBatch.EVENTS.put("archive-three", List.of(both));
    StreamExecutionEnvironment environment =
        hub.wiring.boundedEngine("both", Duration.ofSeconds(1)).environment();
    Topology.bounded(
        environment,
        List.of(new OneBatch("archive-three", false), new OneBatch("x-three", true)),
        hub.ref);
    environment.execute("both");
    assertIdsAlone("delta", DisplayOnlyTest::posts);
  }

  @Test
  void dialogues_leave_by_ids_too() throws Exception {
    run("restricted", true, onBluesky("3kgamma", "gamma"));
    assertIdsAlone("gamma", word -> "/dialogue.csv?a=FRA&b=DEU&network=bluesky");
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
