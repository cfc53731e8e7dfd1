package org.chancery.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.chancery.core.event.Engagement;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words of people who are not listed go by the day, and nothing that is counted changes. */
class UnlistedWordsTest {
  private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
  private static Store store;
  private static PostStore posts;

  @BeforeAll
  static void open() {
    store = TestDatabase.fresh();
    posts = new PostStore(store.dataSource(), true);
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @BeforeEach
  void empty() throws SQLException {
    Scenario.begin(store.dataSource());
  }

  private static void write(List<? extends Change> changes) throws SQLException {
    Batch batch = new Batch();
    changes.forEach(batch::add);
    posts.write(batch);
  }

  private static List<String> rows(String query) throws SQLException {
    return TestDatabase.rows(store.dataSource(), query);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void words_that_are_due_go_and_all_that_is_counted_stays(long seed) throws SQLException {
    write(new Scenario(seed, true).changes(300));
    Map<String, List<String>> before = StoredRows.of(store.dataSource());
    Instant middle = Instant.parse("2026-03-31T00:00:00Z");
    Instant now = middle.plus(UnlistedWords.KEPT);
    long all = count("account_id is null");
    long due = count("account_id is null and created <= '%s'".formatted(middle));
    assertThat(due).as("the world has both sorts").isPositive().isLessThan(all);

    Forgotten run = UnlistedWords.forget(store.dataSource(), now);

    assertThat(run.dueBefore()).isEqualTo(due);
    assertThat(run.rows()).isEqualTo(due);
    assertThat(run.dueAfter()).isZero();
    assertThat(run.kept()).isEqualTo(all - due);
    assertThat(Rollups.check(store.dataSource()).values()).containsOnly(0L);
    Map<String, List<String>> after = StoredRows.of(store.dataSource());
    before.forEach(
        (table, lines) -> {
          if (!table.equals("posts")) {
            assertThat(after.get(table)).as(table).isEqualTo(lines);
          }
        });
    Predicate<String> forgotten = gone(middle);
    assertThat(after.get("posts").stream().filter(forgotten.negate()).toList())
        .as("listed authors' posts, and what is not due, are as they were")
        .isEqualTo(before.get("posts").stream().filter(forgotten.negate()).toList());
    assertThat(
            rows(
                """
                select post_key from posts where account_id is null and created <= '%s'
                  and (text <> '' or tsv is not null or hashtags <> '{}' or links <> '{}' or lang is not null or followers is not null)
                """
                    .formatted(middle)))
        .isEmpty();
    assertThat(UnlistedWords.forget(store.dataSource(), now).rows()).as("again").isZero();
    assertThat(rows("select rule, due_before, forgotten, due_after, kept from retention_run"))
        .containsExactlyInAnyOrder(
            "unlisted-words|%d|%d|0|%d".formatted(due, due, all - due),
            "unlisted-words|0|0|0|" + (all - due));
  }

  @Test
  void what_a_correction_took_from_its_account_stays_for_ninety_days() throws SQLException {
    Instant said = Instant.parse("2026-03-01T00:00:00Z");
    write(List.of(new Change.Post(row(1, 1, said, said, "listed"), List.of())));
    String taken =
        "update posts set account_id = null, actor_id = null, country = null, unlisted = now() - interval '%d days'";
    Instant later = said.plus(UnlistedWords.KEPT.multipliedBy(3));
    TestDatabase.execute(store.dataSource(), taken.formatted(89));
    assertThat(UnlistedWords.forget(store.dataSource(), later).rows()).isZero();
    assertThat(rows("select text, native_id from posts")).containsExactly("listed|x1");
    TestDatabase.execute(store.dataSource(), taken.formatted(91));
    assertThat(UnlistedWords.forget(store.dataSource(), later).rows()).isOne();
    assertThat(rows("select text, native_id from posts")).containsExactly("|null");
  }

  /** Lines of StoredRows by posts of unlisted authors up to a moment. */
  private static Predicate<String> gone(Instant until) {
    return line -> {
      String[] columns = line.split("\\|", -1);
      return columns[5].equals("null")
          && Long.parseLong(columns[1]) <= until.getEpochSecond() * 1_000_000;
    };
  }

  private static long count(String which) throws SQLException {
    return Long.parseLong(rows("select count(*) from posts where " + which).getFirst());
  }

  private static PostRow row(
      int number, @Nullable Integer account, Instant created, Instant seen, String text) {
    return new PostRow(
        new UUID(1, number),
        created,
        seen,
        null,
        Network.X,
        PostKind.ORIGINAL,
        account,
        account,
        account == null ? null : "FRA",
        new UUID(2, number),
        account == null ? null : "x" + number,
        9,
        "fr",
        text,
        "'" + text + "':1",
        null,
        null,
        null,
        List.of("tag"),
        List.of("https://example.org/"),
        0,
        0,
        5L,
        false,
        Engagement.UNKNOWN,
        null);
  }

  private static List<String> texts() throws SQLException {
    return rows("select text from posts");
  }

  @Test
  void whoever_is_listed_later_gets_the_words_back_from_the_same_observation() throws SQLException {
    Instant old = NOON.minus(Duration.ofDays(100));
    write(List.of(new Change.Post(row(1, null, old, old, "bonjour"), List.of())));
    UnlistedWords.forget(store.dataSource(), NOON);
    assertThat(texts()).containsExactly("");
    assertThat(rows("select handle from account where account_id = 1")).isNotEmpty();

    write(List.of(new Change.Post(row(1, 1, old, old, "bonjour"), List.of())));
    assertThat(texts()).containsExactly("bonjour");
    assertThat(rows("select posts from tag_day")).containsExactly("1");

    assertThat(UnlistedWords.forget(store.dataSource(), NOON).rows()).isZero();
    assertThat(texts()).containsExactly("bonjour");
    assertThat(Rollups.check(store.dataSource()).values()).containsOnly(0L);
  }

  @Test
  void a_second_observation_brings_no_words_back_for_longer_than_a_day() throws SQLException {
    Instant old = NOON.minus(Duration.ofDays(100));
    PostRow observed = row(1, null, old, old, "bonjour");
    write(List.of(new Change.Post(observed, List.of())));
    UnlistedWords.forget(store.dataSource(), NOON);
    write(List.of(new Change.Post(observed.withoutWords(), List.of())));
    assertThat(texts()).containsExactly("");
    write(List.of(new Change.Post(row(1, null, old, NOON, "encore"), List.of())));
    assertThat(UnlistedWords.forget(store.dataSource(), NOON).rows()).isEqualTo(1);
    assertThat(texts()).containsExactly("");
  }

  @Test
  void a_post_of_the_future_is_not_kept_until_then() throws SQLException {
    Instant later = NOON.plus(Duration.ofDays(2));
    write(
        List.of(
            new Change.Post(row(1, null, later, later, "demain"), List.of()),
            new Change.Post(row(2, null, NOON, NOON, "maintenant"), List.of())));
    UnlistedWords.forget(store.dataSource(), NOON);
    assertThat(texts()).containsExactlyInAnyOrder("", "maintenant");
  }

  @Test
  void the_promise_of_thirty_days_holds_though_it_runs_once_a_day() {
    Instant said = NOON;
    Instant lastRun = said.plus(UnlistedWords.KEPT).minusNanos(1);
    assertThat(UnlistedWords.mayStay(said, lastRun)).isTrue();
    Instant nextRun = lastRun.plus(Duration.ofDays(1));
    assertThat(nextRun).isBefore(said.plus(Duration.ofDays(30)));
    assertThat(UnlistedWords.mayStay(said, nextRun)).isFalse();
  }

  @Test
  void names_of_accounts_that_left_the_registry_go_after_ninety_days() throws SQLException {
    List<Integer> listed = new ArrayList<>(List.of(1, 2, 3, 4));
    try (var connection = store.dataSource().getConnection()) {
      UnlistedAccounts.note(connection, listed);
    }
    Instant left = Instant.now();
    assertThat(UnlistedAccounts.forget(store.dataSource(), left.plus(Duration.ofDays(89))).rows())
        .isZero();
    assertThat(UnlistedAccounts.forget(store.dataSource(), left.plus(Duration.ofDays(91))).rows())
        .isEqualTo(1);
    assertThat(rows("select handle, native_id, name from account where account_id = 5"))
        .containsExactly("removed-5|null|null");
    assertThat(UnlistedAccounts.forget(store.dataSource(), left.plus(Duration.ofDays(91))).rows())
        .isZero();
    assertThat(rows("select handle from account where account_id < 5"))
        .containsExactly("h1", "h2", "h3", "h4");
    try (var connection = store.dataSource().getConnection()) {
      UnlistedAccounts.note(connection, List.of(1, 2));
      UnlistedAccounts.note(connection, List.of(1, 2, 3, 4));
    }
    assertThat(UnlistedAccounts.forget(store.dataSource(), left.plus(Duration.ofDays(91))).rows())
        .as("listed again in between")
        .isZero();
  }
}
