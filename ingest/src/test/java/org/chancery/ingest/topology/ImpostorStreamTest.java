package org.chancery.ingest.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.chancery.core.event.Event;
import org.chancery.core.event.Network;
import org.chancery.ingest.source.bluesky.FrameReading;
import org.chancery.ingest.store.PostStore;
import org.chancery.ingest.store.Store;
import org.chancery.ingest.store.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What strangers call themselves, from the frames of the stream to the rows. */
class ImpostorStreamTest {
  private static final long BEGIN = 1_793_000_000_000_000L;
  private static final String IMPOSTOR = "did:plc:impostor";

  private Store store;
  private Directory directory;
  private FrameReading reading;
  private long frames;

  @BeforeEach
  void open() throws Exception {
    store = TestDatabase.fresh();
    directory =
        new World()
            .actor("quai d’orsay", "FRA")
            .account("quai d’orsay", "francediplo.bsky.social", "", "")
            .in(store.dataSource());
    reading = new FrameReading(() -> directory.listed().ids(Network.BLUESKY).ids(), true, true);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void identity(String did, String handle) {
    frames++;
    reading.read(
        """
        {"did":"%s","time_us":%d,"kind":"identity","identity":{"did":"%s","handle":"%s","seq":%d}}"""
            .formatted(did, BEGIN + frames, did, handle, frames));
  }

  /** The same of Jetstream v2. */
  private void identity2(String did, String handle) {
    frames++;
    reading.read(
        """
        {"op":1,"t":"#event","payload":{"$type":"network.bsky.jetstream.subscribeEvents#identity","seq":%d,"did":"%s",\
        "time":"2026-10-26T05:00:00.%06dZ","identity":{"did":"%s","handle":"%s"}}}"""
            .formatted(frames, did, frames, did, handle));
  }

  private void profile(String did, String name) {
    frames++;
    reading.read(
        """
        {"did":"%s","time_us":%d,"kind":"commit","commit":{"operation":"update","collection":"app.bsky.actor.profile",\
        "rkey":"self","record":{"$type":"app.bsky.actor.profile","displayName":"%s"}}}"""
            .formatted(did, BEGIN + frames, name));
  }

  private List<String> alerts() throws Exception {
    List<Event> events = reading.takeEvents();
    ScriptedTap.script("frames", List.of(new ArrayList<>(events)), Integer.MAX_VALUE);
    Hub.Ref hub =
        new Hub(
                () -> directory,
                World.PSEUDONYMS,
                new PostStore(store.dataSource(), false),
                new LiveBoard())
            .register("impostor");
    try {
      StreamExecutionEnvironment engine =
          new Engine(2, null, Duration.ofSeconds(1), false).environment();
      Topology.bounded(engine, List.of(new ScriptedTap("frames", false)), hub);
      engine.execute("frames");
    } finally {
      hub.forget();
    }
    return TestDatabase.rows(
        store.dataSource(), "select kind, actor, listed, seen_handle from identity_alert");
  }

  @Test
  void an_impostor_is_one_alert_however_often_it_names_itself() throws Exception {
    identity(IMPOSTOR, "francedipl0.bsky.social");
    profile(IMPOSTOR, "Ministère");
    identity2(IMPOSTOR, "francedipl0.bsky.social");
    profile(IMPOSTOR, "Quai d’Orsay");
    assertThat(alerts())
        .containsExactly("look-alike|quai d’orsay|francediplo.bsky.social|francedipl0.bsky.social");
    assertThat(TestDatabase.allTexts(store.dataSource())).doesNotContain("Ministère", IMPOSTOR);
  }

  @Test
  void a_listed_handle_that_another_account_bears_was_taken() throws Exception {
    identity(IMPOSTOR, "francediplo.bsky.social");
    identity(World.did("francediplo.bsky.social"), "francediplo.bsky.social");
    assertThat(alerts())
        .containsExactly(
            "handle-taken|quai d’orsay|francediplo.bsky.social|francediplo.bsky.social");
    assertThat(TestDatabase.allTexts(store.dataSource())).doesNotContain(IMPOSTOR);
  }

  @Test
  void of_a_thousand_ordinary_people_nothing_stays() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      String did = "did:plc:person" + i;
      identity(did, "gardener" + i + ".bsky.social");
      profile(did, "Gardener Number " + i);
      profile(did, "");
    }
    assertThat(reading.takeCounts())
        .isEqualTo(Map.of("records", 3_000L, "accepted", 0L, "foreign", 3_000L));
    assertThat(alerts()).isEmpty();
    assertThat(TestDatabase.allTexts(store.dataSource()))
        .isNotEmpty()
        .noneMatch(text -> text.toLowerCase(java.util.Locale.ROOT).contains("gardener"))
        .noneMatch(text -> text.contains("did:plc:person"));
    assertThat(TestDatabase.rows(store.dataSource(), "select 1 from posts")).isEmpty();
  }

  @Test
  void without_strangers_only_listed_accounts_pass() {
    reading = new FrameReading(() -> directory.listed().ids(Network.BLUESKY).ids(), true, false);
    identity(IMPOSTOR, "francediplo.bsky.social");
    profile(IMPOSTOR, "Quai d’Orsay");
    identity(World.did("francediplo.bsky.social"), "francediplo.bsky.social");
    assertThat(reading.takeEvents()).hasSize(1);
  }
}
