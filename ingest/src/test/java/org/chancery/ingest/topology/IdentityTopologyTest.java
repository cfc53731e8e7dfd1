package org.chancery.ingest.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.AccountSeen;
import org.chancery.core.event.Engagement;
import org.chancery.core.event.Entities;
import org.chancery.core.event.Event;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostKind;
import org.chancery.core.event.PostSeen;
import org.chancery.ingest.store.PostStore;
import org.chancery.ingest.store.Store;
import org.chancery.ingest.store.TestDatabase;
import org.junit.jupiter.api.Test;

/** An impostor posts, and posts again, through the whole topology: one alert, in any order. */
class IdentityTopologyTest {
  private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

  private static PostSeen post(int number, String handle, String name) {
    String id = "did:plc:" + handle;
    return new PostSeen(
        Network.BLUESKY,
        "at://" + id + "/app.bsky.feed.post/" + number,
        new AccountRef(Network.BLUESKY, id, handle),
        name,
        null,
        NOON.plusSeconds(number),
        NOON.plusSeconds(number),
        "post " + number,
        "fr",
        PostKind.ORIGINAL,
        null,
        null,
        null,
        new Entities(List.of(), null, null),
        0,
        Engagement.UNKNOWN,
        true);
  }

  @Test
  void an_impostor_who_posts_is_one_alert() throws Exception {
    try (Store store = TestDatabase.fresh()) {
      Directory directory =
          new World()
              .actor("quai d’orsay", "FRA")
              .account("quai d’orsay", "francediplo.bsky.social", "", "")
              .in(store.dataSource());
      List<Event> events = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        events.add(post(i, "francedipl0.bsky.social", "Quai d’Orsay ✓"));
        events.add(post(i, "francediplo.bsky.social", "Quai d’Orsay"));
        events.add(post(i, "somebody" + i + ".bsky.social", "Somebody else"));
      }
      events.add(
          new AccountSeen(
              new AccountRef(
                  Network.BLUESKY, "did:plc:francedipl0.bsky.social", "francedipl0.bsky.social"),
              "Quai",
              3L,
              NOON));
      Collections.shuffle(events, new Random(1));
      Hub.Ref hub =
          new Hub(
                  () -> directory,
                  World.PSEUDONYMS,
                  new PostStore(store.dataSource(), true),
                  new LiveBoard(),
                  World.EARLY)
              .register("identity");
      try {
        for (String source : List.of("once", "again")) {
          ScriptedTap.script(source, List.of(events), Integer.MAX_VALUE);
          StreamExecutionEnvironment environment =
              new Engine(2, null, Duration.ofSeconds(1), false).environment();
          Topology.bounded(environment, List.of(new ScriptedTap(source, false)), hub);
          environment.execute(source);
          assertThat(
                  TestDatabase.rows(
                      store.dataSource(),
                      "select kind, actor, listed, trick, seen_handle, extract(second from last_seen)::int from identity_alert"))
              .containsExactly(
                  "look-alike|quai d’orsay|francediplo.bsky.social|confusable|francedipl0.bsky.social|39");
        }
      } finally {
        hub.forget();
      }
    }
  }
}
