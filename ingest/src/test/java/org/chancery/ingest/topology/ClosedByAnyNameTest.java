package org.chancery.ingest.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.AccountStateChanged;
import org.chancery.core.event.Engagement;
import org.chancery.core.event.Entities;
import org.chancery.core.event.Event;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostKind;
import org.chancery.core.event.PostSeen;
import org.chancery.ingest.store.Batch;
import org.chancery.ingest.store.PostStore;
import org.chancery.ingest.store.Reattribution;
import org.chancery.ingest.store.Rollups;
import org.chancery.ingest.store.Store;
import org.chancery.ingest.store.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * An account passed from one actor to another and was renamed; a file brought posts by handle alone
 * before the registry knew that both are one account.
 */
class ClosedByAnyNameTest {
  private static final String DID = "did:plc:matignon";
  private static final String HANDED_OVER = "2026-09-01T00:00:00Z";
  private static final Instant BEFORE = Instant.parse("2026-08-20T10:00:00Z");
  private static final Instant AFTER = Instant.parse("2026-09-20T10:00:00Z");

  private static Store store;

  @BeforeAll
  static void open() {
    store = TestDatabase.fresh();
  }

  @AfterAll
  static void close() {
    store.close();
  }

  private static World world() {
    return new World().actor("fr-former-pm", "FRA").actor("fr-pm", "FRA");
  }

  private static Event post(AccountRef author, Instant at) {
    return new PostSeen(
        Network.BLUESKY,
        "at://%s/app.bsky.feed.post/%d".formatted(author.key(), at.getEpochSecond()),
        author,
        null,
        null,
        at,
        at,
        "text",
        "fr",
        PostKind.ORIGINAL,
        null,
        null,
        null,
        new Entities(List.of(), List.of(), List.of()),
        0,
        Engagement.UNKNOWN,
        false);
  }

  private static void write(Directory directory, Event... events) throws SQLException {
    Attributor attributor = new Attributor(World.PSEUDONYMS, true, World.EARLY);
    Batch batch = new Batch();
    for (Event event : events) {
      attributor.changes(event, directory).forEach(batch::add);
    }
    new PostStore(store.dataSource(), true).write(batch);
  }

  private static String counted() throws SQLException {
    assertThat(Rollups.check(store.dataSource()).values()).containsOnly(0L);
    return TestDatabase.rows(
            store.dataSource(), "select coalesce(sum(originals), 0)::text from account_day")
        .getFirst();
  }

  private static Event state(AccountStateChanged.State state, Instant at) {
    return new AccountStateChanged(AccountRef.byId(Network.BLUESKY, DID), state, at);
  }

  @Test
  void a_closed_account_takes_the_posts_of_all_its_rows_along() throws SQLException {
    Directory byHandle =
        world()
            .account("fr-former-pm", "pm.former.example", null, "", HANDED_OVER)
            .account("fr-pm", "pm.example", null, HANDED_OVER, "")
            .in(store.dataSource());
    write(
        byHandle,
        post(AccountRef.byHandle(Network.BLUESKY, "pm.former.example"), BEFORE),
        post(AccountRef.byHandle(Network.BLUESKY, "pm.example"), AFTER));
    Directory byDid =
        world()
            .account("fr-former-pm", "pm.former.example", DID, "", HANDED_OVER)
            .account("fr-pm", "pm.example", DID, HANDED_OVER, "")
            .in(store.dataSource());
    Reattribution.applyIfChanged(
        store.dataSource(), byDid.registry(), byDid.ids(), World.PSEUDONYMS);
    write(byDid, post(AccountRef.byId(Network.BLUESKY, DID), AFTER.plusSeconds(60)));
    assertThat(counted()).isEqualTo("3");

    Instant closed = AFTER.plusSeconds(3_600);
    write(byDid, state(AccountStateChanged.State.DEACTIVATED, closed));
    assertThat(counted()).isEqualTo("0");

    write(byDid, state(AccountStateChanged.State.ACTIVE, closed.plusSeconds(60)));
    assertThat(counted()).isEqualTo("3");
  }
}
