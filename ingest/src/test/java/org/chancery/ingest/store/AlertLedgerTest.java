package org.chancery.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.chancery.core.event.Network;
import org.chancery.ingest.identity.IdentityAlerts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One finding is one row, whatever the order and however often it comes. */
class AlertLedgerTest {
  private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
  private static Store store;

  @BeforeAll
  static void open() {
    store = TestDatabase.fresh();
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @BeforeEach
  void empty() throws SQLException {
    TestDatabase.empty(store.dataSource());
  }

  private static Change.IdentityAlert lookAlike(
      int who, int second, String trick, double nearness, @Nullable String handle) {
    return new Change.IdentityAlert(
        new UUID(9, who),
        Change.IdentityAlert.LOOK_ALIKE,
        NOON.plusSeconds(second),
        "fr-mfa",
        Network.BLUESKY,
        "francediplo",
        null,
        handle,
        "HANDLE",
        trick,
        nearness);
  }

  private static void write(List<Change.IdentityAlert> alerts, int size) throws SQLException {
    PostStore writer = new PostStore(store.dataSource(), false);
    for (int from = 0; from < alerts.size(); from += size) {
      Batch batch = new Batch();
      alerts.subList(from, Math.min(alerts.size(), from + size)).forEach(batch::add);
      writer.write(batch);
    }
  }

  private static List<String> rows() throws SQLException {
    return TestDatabase.rows(
        store.dataSource(),
        "select alert_key, kind, first_seen, last_seen, actor, listed, seen_handle, trick, nearness, state from identity_alert");
  }

  @Test
  void twice_and_shuffled_give_the_same_rows() throws SQLException {
    List<Change.IdentityAlert> alerts = new ArrayList<>();
    Random random = new Random(7);
    for (int i = 0; i < 120; i++) {
      int who = random.nextInt(8);
      alerts.add(
          lookAlike(
              who,
              random.nextInt(5_000),
              random.nextBoolean() ? "edit" : "added",
              (1 + random.nextInt(4)) / 4.0,
              random.nextBoolean() ? "franced1plo" + who : null));
    }
    write(alerts, 7);
    List<String> once = rows();
    assertThat(once).hasSize(8);
    write(alerts, 50);
    assertThat(rows()).isEqualTo(once);
    TestDatabase.empty(store.dataSource());
    Collections.shuffle(alerts, random);
    write(alerts, 13);
    assertThat(rows()).isEqualTo(once);
  }

  @Test
  void handles_of_look_alikes_go_after_90_days_and_with_a_dismissal() throws SQLException {
    write(List.of(lookAlike(1, 0, "edit", 0.9, "old"), lookAlike(2, 0, "edit", 0.9, "new")), 9);
    TestDatabase.execute(
        store.dataSource(),
        "update identity_alert set noted = now() - interval '91 days' where seen_handle = 'old'");
    IdentityAlerts alerts = new IdentityAlerts(store.dataSource());
    assertThat(alerts.forReview()).extracting(a -> a.seenHandle()).containsExactly(null, "new");
    assertThat(alerts.forget(Instant.now()).rows()).isEqualTo(1);
    assertThat(TestDatabase.allTexts(store.dataSource())).contains("new").doesNotContain("old");
    write(List.of(lookAlike(1, 5, "edit", 0.9, "old")), 1);
    assertThat(TestDatabase.allTexts(store.dataSource()))
        .as("seen again after it was forgotten")
        .contains("new")
        .doesNotContain("old");
    assertThat(
            TestDatabase.rows(
                store.dataSource(),
                "select count(*) from identity_alert where noted < now() - interval '90 days'"))
        .as("first sight stays the first")
        .isEqualTo(List.of("1"));
    assertThat(alerts.dismiss(alerts.forReview().getLast().id())).isTrue();
    write(List.of(lookAlike(2, 9, "edit", 0.9, "new")), 1);
    assertThat(TestDatabase.allTexts(store.dataSource())).doesNotContain("new");
    assertThat(alerts.forReview()).hasSize(1);
  }
}
