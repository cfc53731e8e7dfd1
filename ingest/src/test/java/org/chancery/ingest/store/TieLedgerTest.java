package org.chancery.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Stored links equal a naive model of all observations, in whatever order and batches they came.
 */
class TieLedgerTest {
  private static final Instant BEGIN = Instant.parse("2026-10-01T06:00:00Z");
  private static final int ACCOUNTS = 5;
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
    TestDatabase.empty(store.dataSource());
  }

  private static void write(List<? extends Change> changes) throws SQLException {
    Batch batch = new Batch();
    changes.forEach(batch::add);
    posts.write(batch);
  }

  private static List<String> rows(String query) throws SQLException {
    return TestDatabase.rows(store.dataSource(), query);
  }

  private static Instant moment(Random random) {
    return BEGIN.plusSeconds(random.nextInt(24) * 21_600L);
  }

  private static Change.Ties next(Random random) {
    int from = 1 + random.nextInt(ACCOUNTS);
    int to = 1 + random.nextInt(ACCOUNTS);
    Instant at = moment(random);
    UUID record = new UUID(from, to); // its pair's own, as with real records
    int what = random.nextInt(10);
    if (what < 4) {
      Set<Integer> listed = new HashSet<>();
      for (int account = 1; account <= ACCOUNTS; account++) {
        if (account != from && random.nextInt(3) > 0) {
          listed.add(account);
        }
      }
      return new Change.FollowList(
          from, listed, listed.size() + random.nextInt(9), random.nextInt(4) > 0, at);
    } else if (what < 7) {
      return new Change.TieHeard(from, to, at, random.nextBoolean() ? record : null);
    }
    int how = random.nextInt(3);
    return new Change.TieEnded(from, how == 0 ? null : to, at, how == 1 ? null : record);
  }

  /** From the definitions alone, over all observations. */
  private static final class Naive {
    final Map<String, TreeSet<Instant>> seen = new TreeMap<>();
    final Map<String, TreeSet<Instant>> ended = new TreeMap<>();
    final Map<UUID, String> pairOf = new HashMap<>();
    final Map<UUID, List<Instant>> recordEnds = new HashMap<>();
    final Map<Integer, List<Change.FollowList>> whole = new TreeMap<>();

    void tell(Change.Ties told) {
      switch (told) {
        case Change.TieHeard tie -> {
          seen(tie.from(), tie.to(), tie.at());
          if (tie.record() != null) {
            pairOf.put(tie.record(), tie.from() + "|" + tie.to());
          }
        }
        case Change.TieEnded end -> {
          if (end.to() != null) {
            ended.computeIfAbsent(end.from() + "|" + end.to(), k -> new TreeSet<>()).add(end.at());
          }
          if (end.record() != null) {
            recordEnds.computeIfAbsent(end.record(), k -> new ArrayList<>()).add(end.at());
          }
        }
        case Change.FollowList list -> {
          list.to().forEach(to -> seen(list.from(), to, list.at()));
          if (list.complete()) {
            whole.computeIfAbsent(list.from(), k -> new ArrayList<>()).add(list);
          }
        }
      }
    }

    private void seen(int from, int to, Instant at) {
      seen.computeIfAbsent(from + "|" + to, k -> new TreeSet<>()).add(at);
    }

    List<String> ties() {
      Map<String, TreeSet<Instant>> ends = new TreeMap<>();
      ended.forEach((pair, at) -> ends.put(pair, new TreeSet<>(at)));
      recordEnds.forEach(
          (record, at) -> {
            String pair = pairOf.get(record);
            if (pair != null) {
              ends.computeIfAbsent(pair, k -> new TreeSet<>()).addAll(at);
            }
          });
      List<String> lines = new ArrayList<>();
      Set<String> pairs = new TreeSet<>(seen.keySet());
      pairs.addAll(ends.keySet());
      for (String pair : pairs) {
        TreeSet<Instant> at = seen.getOrDefault(pair, new TreeSet<>());
        TreeSet<Instant> over = ends.getOrDefault(pair, new TreeSet<>());
        TreeSet<LocalDate> days = new TreeSet<>();
        at.forEach(a -> days.add(a.atOffset(ZoneOffset.UTC).toLocalDate()));
        lines.add(
            "%s|%s|%s|%s|%s"
                .formatted(
                    pair,
                    seconds(at.isEmpty() ? null : at.first()),
                    seconds(at.isEmpty() ? null : at.last()),
                    seconds(over.isEmpty() ? null : over.last()),
                    days));
      }
      return lines.stream().sorted().toList();
    }

    /** Whether a pair is followed at the end: by the newest word about it. */
    List<String> followed() {
      List<String> followed = new ArrayList<>();
      seen.forEach(
          (pair, at) -> {
            int from = Integer.parseInt(pair.substring(0, pair.indexOf('|')));
            List<Instant> contrary = new ArrayList<>(ended.getOrDefault(pair, new TreeSet<>()));
            recordEnds.forEach(
                (record, ends) -> {
                  if (pair.equals(pairOf.get(record))) {
                    contrary.addAll(ends);
                  }
                });
            for (Change.FollowList list : whole.getOrDefault(from, List.of())) {
              if (!list.to().contains(Integer.parseInt(pair.substring(pair.indexOf('|') + 1)))) {
                contrary.add(list.at());
              }
            }
            if (contrary.stream().allMatch(c -> !c.isAfter(at.last()))) {
              followed.add(pair);
            }
          });
      return followed.stream().sorted().toList();
    }

    List<String> lists() {
      List<String> lines = new ArrayList<>();
      whole.forEach(
          (from, lists) -> {
            Change.FollowList newest =
                lists.stream()
                    .max(
                        Comparator.comparing(Change.FollowList::at)
                            .thenComparing(Change.FollowList::total))
                    .orElseThrow();
            TreeSet<LocalDate> days = new TreeSet<>();
            lists.forEach(l -> days.add(l.at().atOffset(ZoneOffset.UTC).toLocalDate()));
            lines.add("%d|%s|%d|%s".formatted(from, seconds(newest.at()), newest.total(), days));
          });
      return lines.stream().sorted().toList();
    }

    private static @Nullable Long seconds(@Nullable Instant at) {
      return at == null ? null : Objects.requireNonNull(at).getEpochSecond();
    }
  }

  private static final String EPOCH = "extract(epoch from %s)::bigint";

  private static final String DAYS =
      "(select '[' || coalesce(string_agg(d::date::text, ', ' order by d), '') || ']' from unnest(days) r, generate_series(lower(r), upper(r) - 1, interval '1 day') d)";

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void any_order_any_batches_and_any_repetition_give_what_was_observed(long seed)
      throws SQLException {
    Random random = new Random(seed);
    List<Change.Ties> told = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      told.add(next(random));
    }
    Naive naive = new Naive();
    told.forEach(naive::tell);
    List<Change.Ties> shuffled = new ArrayList<>(told);
    shuffled.addAll(told.subList(0, 40));
    Collections.shuffle(shuffled, random);
    for (int from = 0; from < shuffled.size(); ) {
      int to = Math.min(shuffled.size(), from + 1 + random.nextInt(30));
      write(shuffled.subList(from, to));
      from = to;
    }
    assertThat(
            rows(
                "select from_account, to_account, %s, %s, %s, %s from tie"
                    .formatted(
                        EPOCH.formatted("first_seen"),
                        EPOCH.formatted("last_seen"),
                        EPOCH.formatted("told_gone"),
                        DAYS)))
        .isEqualTo(naive.ties());
    assertThat(
            rows(
                "select account_id, %s, total, %s from follow_list"
                    .formatted(EPOCH.formatted("newest"), DAYS)))
        .isEqualTo(naive.lists());
    List<String> followed = naive.followed();
    assertThat(rows("select from_account, to_account from tie_state where gone_by is null"))
        .isEqualTo(followed);
    assertThat(followed.size()).as("some are, some are not").isBetween(1, naive.seen.size() - 1);
  }

  @Test
  void who_is_missing_from_a_whole_list_is_gone_and_from_a_part_is_not() throws SQLException {
    write(List.of(new Change.FollowList(1, Set.of(2, 3), 40, true, BEGIN)));
    write(List.of(new Change.FollowList(1, Set.of(2), 39, false, BEGIN.plusSeconds(60))));
    assertThat(rows("select to_account from tie_state where gone_by is null"))
        .containsExactly("2", "3");
    write(List.of(new Change.FollowList(1, Set.of(2), 39, true, BEGIN.plusSeconds(120))));
    assertThat(rows("select to_account from tie_state where gone_by is null")).containsExactly("2");
    assertThat(rows("select total from follow_list")).containsExactly("39");
    write(List.of(new Change.TieHeard(1, 3, BEGIN.plusSeconds(180), null)));
    assertThat(rows("select to_account from tie_state where gone_by is null"))
        .containsExactly("2", "3");
  }
}
