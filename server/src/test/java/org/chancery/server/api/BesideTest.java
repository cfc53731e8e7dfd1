package org.chancery.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.chancery.ingest.store.EmbeddedDatabase;
import org.chancery.ingest.store.Store;
import org.chancery.server.api.sql.Beside;
import org.chancery.server.api.sql.Reading;
import org.chancery.server.api.sql.Readings;
import org.chancery.server.api.sql.Sql;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two halves of an answer, of which one fails. */
class BesideTest {
  private static final Sql LONG = Sql.of("select 1 from pg_sleep(9)");
  private static final Sql SLEEPERS =
      Sql.of(
          "select count(*) from pg_stat_activity where state = 'active' and query like '%pg_sleep(9)'");

  private static EmbeddedDatabase database;
  private static Store store;
  private final Readings readings = new Readings(store.dataSource());

  @BeforeAll
  static void open(@TempDir Path folder) throws Exception {
    database = EmbeddedDatabase.start(folder.resolve("db"));
    store = Store.open(database.url());
  }

  @AfterAll
  static void close() {
    store.close();
    database.close();
  }

  private static int one(Reading store, Sql sql) {
    return store.first(sql, row -> row.getInt(1)).orElseThrow();
  }

  private long sleepers() {
    return readings.read(store -> one(store, SLEEPERS));
  }

  @Test
  void both_halves_see_the_same_moment() throws Exception {
    Sql rows = Sql.of("select count(*) from said");
    CountDownLatch written = new CountDownLatch(1);
    execute("create table said (n int)");
    int seen =
        readings.read(
            first -> {
              int before = one(first, rows);
              try (Beside<Integer> other =
                  first.beside(
                      second -> {
                        await(written);
                        return one(second, rows);
                      })) {
                execute("insert into said values (1)");
                written.countDown();
                return before + other.get();
              }
            });
    assertThat(seen).as("what came between is seen by neither").isZero();
    assertThat(readings.<Integer>read(later -> one(later, rows))).isEqualTo(1);
  }

  private static void execute(String sql) {
    try (Connection connection = store.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void when_the_main_half_fails_the_other_is_given_up() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicReference<@Nullable RuntimeException> end = new AtomicReference<>();
    assertThatThrownBy(
            () ->
                readings.read(
                    first -> {
                      try (Beside<Integer> other =
                          first.beside(second -> slow(second, begun, end))) {
                        await(begun);
                        throw new IllegalStateException("the main half failed");
                      }
                    }))
        .hasMessage("the main half failed");
    assertThat(end.get())
        .isInstanceOfSatisfying(
            Reading.ReadingFailed.class, e -> assertThat(e.tookTooLong()).isTrue());
    assertThat(sleepers()).isZero();
  }

  private static int slow(
      Reading store, CountDownLatch begun, AtomicReference<@Nullable RuntimeException> end) {
    begun.countDown();
    try {
      return one(store, LONG);
    } catch (RuntimeException e) {
      end.set(e);
      throw e;
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void all_places_are_free_again_after_failures() {
    List<String> failures = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      try {
        readings.read(
            first -> {
              try (Beside<Integer> other = first.beside(second -> one(second, LONG))) {
                return one(first, Sql.of("select 1 from nowhere"));
              }
            });
      } catch (Reading.ReadingFailed e) {
        failures.add(e.getMessage());
      }
    }
    assertThat(failures).hasSize(15).allMatch(message -> message.contains("nowhere"));
    assertThat(sleepers()).isZero();
  }
}
