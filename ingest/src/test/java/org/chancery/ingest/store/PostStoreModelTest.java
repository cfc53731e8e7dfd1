package org.chancery.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in the store equals the naive model, however the changes came. */
class PostStoreModelTest {
  private static final int SEEDS = 24;
  private static final int CHANGES = 300;
  private static final List<YearMonth> MONTHS =
      List.of(YearMonth.of(2026, 3), YearMonth.of(2026, 4));
  private static Store store;
  private static PostStore live;
  private static PostStore bulk;

  @BeforeAll
  static void open() throws SQLException {
    store = TestDatabase.fresh();
    try (Connection connection = store.dataSource().getConnection()) {
      Partitions.make(connection, MONTHS, true);
    }
    live = new PostStore(store.dataSource(), true);
    bulk = new PostStore(store.dataSource(), false);
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @BeforeEach
  void empty() throws SQLException {
    Scenario.begin(store.dataSource());
    madeByALoad();
  }

  /** As if the months had just been made by a bulk load. */
  private static void madeByALoad() throws SQLException {
    try (Connection connection = store.dataSource().getConnection()) {
      for (YearMonth month : MONTHS) {
        Unsettled.note(connection, month);
      }
    }
  }

  static List<Long> seeds() {
    List<Long> seeds = new ArrayList<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      seeds.add(seed);
    }
    return seeds;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void the_store_equals_the_model_after_random_batches(long seed) throws SQLException {
    Random random = new Random(seed);
    NaiveStore model = new NaiveStore();
    List<Change> changes = new Scenario(seed, false).changes(CHANGES);
    int at = 0;
    while (at < changes.size()) {
      int end = Math.min(changes.size(), at + 1 + random.nextInt(random.nextBoolean() ? 4 : 90));
      write(random.nextBoolean() ? live : bulk, changes.subList(at, end));
      model.apply(changes.subList(at, end));
      at = end;
      if (random.nextInt(8) == 0) {
        bulk.settle();
      }
    }
    assertThat(Rollups.check(store.dataSource()).values())
        .as("seed %d: rollups equal a recount", seed)
        .containsOnly(0L);
    bulk.settle();
    compare("seed " + seed + ", settled", StoredRows.of(store.dataSource()), model.rows());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void any_order_any_batches_and_any_repetition_give_the_same_rows(long seed) throws SQLException {
    List<Change> changes = new Scenario(seed, true).changes(CHANGES);
    NaiveStore model = new NaiveStore();
    model.apply(changes);
    Random random = new Random(-seed);
    List<Change> shuffled = new ArrayList<>(changes);
    Collections.shuffle(shuffled, random);
    String how;
    if (seed % 3 == 0) {
      how = "one change a batch";
      for (Change change : shuffled) {
        write(random.nextBoolean() ? live : bulk, List.of(change));
      }
    } else if (seed % 3 == 1) {
      how = "two halves";
      write(bulk, shuffled.subList(0, CHANGES / 2));
      write(bulk, shuffled.subList(CHANGES / 2, CHANGES));
    } else {
      how = "batches of 30, each twice";
      for (int from = 0; from < CHANGES; from += 30) {
        write(bulk, shuffled.subList(from, from + 30));
        write(live, shuffled.subList(from, from + 30));
      }
    }
    bulk.settle();
    compare("seed " + seed + ", shuffled, " + how, StoredRows.of(store.dataSource()), model.rows());
    assertThat(Rollups.check(store.dataSource()).values()).as("seed %d", seed).containsOnly(0L);
  }

  @Test
  void a_changed_rollup_is_detected_and_rebuilding_gives_what_was_there() throws SQLException {
    long seed = 7;
    do {
      empty();
      write(live, new Scenario(seed++, true).changes(CHANGES));
      live.settle();
    } while (TestDatabase.rows(store.dataSource(), "select day from response_day").isEmpty());
    Map<String, List<String>> before = StoredRows.of(store.dataSource());
    for (String spoilt :
        List.of(
            "account_day set likes = likes + 1",
            "country_hour set originals = originals + 1",
            "tag_day set posts = posts + 1",
            "tag_sum set posts = posts + 1",
            "edge set mentions = mentions + 1",
            "mention_day set mentions = mentions + 1",
            "histogram_day set rates = rates || histogram_entry(2, 1)",
            "response_day set n = n + 1",
            "response set seconds = coalesce(seconds, 0) + 1")) {
      String table = spoilt.substring(0, spoilt.indexOf(' '));
      TestDatabase.execute(
          store.dataSource(),
          "update %s where ctid = (select min(ctid) from %s)".formatted(spoilt, table));
      assertThat(Rollups.check(store.dataSource()).get(table)).as(table).isPositive();
    }
    TestDatabase.execute(store.dataSource(), "delete from edge");
    Rollups.rebuild(store.dataSource());
    compare("rebuilt", StoredRows.of(store.dataSource()), before);
    assertThat(Rollups.check(store.dataSource()).values()).containsOnly(0L);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void writers_at_the_same_time_give_the_same_rows(long seed) throws Exception {
    List<Change> changes = new Scenario(seed, true).changes(CHANGES);
    NaiveStore model = new NaiveStore();
    model.apply(changes);
    List<Change> shuffled = new ArrayList<>(changes);
    Collections.shuffle(shuffled, new Random(seed));
    List<Callable<Void>> writers = new ArrayList<>();
    for (int part = 0; part < 3; part++) {
      List<Change> share = shuffled.subList(part * CHANGES / 3, (part + 1) * CHANGES / 3);
      PostStore writer = part == 0 ? live : bulk;
      writers.add(
          () -> {
            for (int from = 0; from < share.size(); from += 20) {
              write(writer, share.subList(from, from + 20));
              if (from == 40) {
                writer.settle();
              }
            }
            return null;
          });
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(writers.size())) {
      for (Future<Void> done : pool.invokeAll(writers)) {
        done.get();
      }
    }
    bulk.settle();
    compare("seed " + seed, StoredRows.of(store.dataSource()), model.rows());
    assertThat(Rollups.check(store.dataSource()).values()).as("seed %d", seed).containsOnly(0L);
  }

  private static void write(PostStore writer, List<Change> changes) throws SQLException {
    Batch batch = new Batch();
    changes.forEach(batch::add);
    writer.write(batch);
  }

  private static void compare(
      String what, Map<String, List<String>> stored, Map<String, List<String>> expected) {
    expected.forEach(
        (table, rows) -> {
          List<String> missing = new ArrayList<>(rows);
          stored.get(table).forEach(missing::remove);
          List<String> tooMuch = new ArrayList<>(stored.get(table));
          rows.forEach(tooMuch::remove);
          assertThat(missing)
              .as("%s: missing in %s, where stands %s", what, table, tooMuch)
              .isEmpty();
          assertThat(tooMuch).as("%s: too much in %s", what, table).isEmpty();
        });
  }
}
