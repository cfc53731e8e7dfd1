package org.chancery.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands in the store equals the naive model, however the changes came. */
class PostStoreModelTest {
  private static final int SEEDS = 24;
  private static final int CHANGES = 300;
  private static Store store;
  private static PostStore writer;

  @BeforeAll
  static void open() {
    store = TestDatabase.fresh();
    writer = new PostStore(store.dataSource(), true);
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @BeforeEach
  void empty() throws SQLException {
    TestDatabase.empty(store.dataSource());
    for (int account = 1; account <= Scenario.ACCOUNTS; account++) {
      TestDatabase.execute(
          store.dataSource(),
          "insert into account (network, native_id, handle) values (0, 'did:%1$d', 'h%1$d')"
              .formatted(account));
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
      write(changes.subList(at, end));
      model.apply(changes.subList(at, end));
      at = end;
    }
    compare("seed " + seed, StoredRows.of(store.dataSource()), model.rows());
    assertThat(Rollups.check(store.dataSource()).values())
        .as("seed %d: rollups equal a recount", seed)
        .containsOnly(0L);
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
        write(List.of(change));
      }
    } else if (seed % 3 == 1) {
      how = "two halves";
      write(shuffled.subList(0, CHANGES / 2));
      write(shuffled.subList(CHANGES / 2, CHANGES));
    } else {
      how = "batches of 30, each twice";
      for (int from = 0; from < CHANGES; from += 30) {
        write(shuffled.subList(from, from + 30));
        write(shuffled.subList(from, from + 30));
      }
    }
    compare("seed " + seed + ", shuffled, " + how, StoredRows.of(store.dataSource()), model.rows());
    assertThat(Rollups.check(store.dataSource()).values()).as("seed %d", seed).containsOnly(0L);
  }

  @Test
  void a_changed_rollup_is_detected_and_rebuilding_gives_what_was_there() throws SQLException {
    write(new Scenario(7, true).changes(CHANGES));
    Map<String, List<String>> before = StoredRows.of(store.dataSource());
    for (String spoilt :
        List.of(
            "account_day set likes = likes + 1",
            "country_hour set originals = originals + 1",
            "tag_day set posts = posts + 1",
            "edge set mentions = mentions + 1",
            "mention_day set mentions = mentions + 1",
            "histogram_day set n = n + 1",
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

  private static void write(List<Change> changes) throws SQLException {
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
