package org.chancery.server.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.chancery.core.event.Network;
import org.chancery.ingest.identity.IdentityAlerts;
import org.chancery.ingest.store.Batch;
import org.chancery.ingest.store.Change;
import org.chancery.ingest.store.EmbeddedDatabase;
import org.chancery.ingest.store.PostStore;
import org.chancery.ingest.store.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Handles of look-alikes go when their days are over, by the clock that is given. */
class RetentionTest {
  private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
  private static final int RUNS = 3;

  @TempDir Path folder;

  private static Change.IdentityAlert alert(int who, String kind) {
    return new Change.IdentityAlert(
        new UUID(9, who),
        kind,
        NOON,
        "fr-mfa",
        Network.BLUESKY,
        "francediplo",
        null,
        "handle" + who,
        null,
        null,
        null);
  }

  /** Runs {@link #RUNS} times at that moment, after one in which the clock fails. */
  private static void run(Store store, Instant now) throws InterruptedException {
    AtomicReference<RuntimeException> fault =
        new AtomicReference<>(new IllegalStateException("no time"));
    CountDownLatch asked = new CountDownLatch(RUNS + 1);
    InstantSource real =
        () -> {
          RuntimeException once = fault.getAndSet(null);
          if (once != null) {
            throw once;
          }
          asked.countDown();
          return now;
        };
    List<Retention.Rule> rules = Retention.rules(store.dataSource(), real, () -> NOON);
    try (Retention retention = Retention.start(rules, 5)) {
      assertThat(asked.await(30, TimeUnit.SECONDS)).as("it goes on after a fault").isTrue();
    }
  }

  @Test
  void look_alikes_are_forgotten_by_the_clock_and_a_fault_does_not_end_it() throws Exception {
    try (EmbeddedDatabase server = EmbeddedDatabase.start(folder);
        Store store = Store.open(server.url())) {
      Batch batch = new Batch();
      List.of(alert(1, Change.IdentityAlert.LOOK_ALIKE), alert(2, "handle-changed"))
          .forEach(batch::add);
      new PostStore(store.dataSource(), false).write(batch);
      IdentityAlerts alerts = new IdentityAlerts(store.dataSource());

      run(store, Instant.now().plus(Duration.ofDays(89)));
      assertThat(alerts.forReview())
          .extracting(IdentityAlerts.Alert::seenHandle)
          .containsExactlyInAnyOrder("handle1", "handle2");

      run(store, Instant.now().plus(Duration.ofDays(91)));
      assertThat(alerts.forReview())
          .extracting(IdentityAlerts.Alert::seenHandle)
          .containsExactlyInAnyOrder(null, "handle2");
      try (var connection = store.dataSource().getConnection();
          var sql = connection.createStatement();
          var row =
              sql.executeQuery(
                  """
                  select count(distinct rule), sum(forgotten), sum(due_before), sum(due_after) from retention_run
                  """)) {
        row.next();
        assertThat(row.getInt(1)).as("every rule ran and wrote it down").isEqualTo(3);
        assertThat(row.getInt(2)).isEqualTo(1);
        assertThat(row.getInt(3)).isEqualTo(1);
        assertThat(row.getInt(4)).isZero();
      }
    }
  }
}
