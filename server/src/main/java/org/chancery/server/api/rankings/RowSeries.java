package org.chancery.server.api.rankings;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chancery.core.time.Window;
import org.chancery.server.api.listing.Listing;
import org.chancery.server.api.query.Problem;
import org.chancery.server.api.query.Selection;
import org.chancery.server.api.rankings.Of.Key;
import org.chancery.server.api.series.Step;
import org.chancery.server.api.sql.Reading;
import org.chancery.server.api.sql.Relations;
import org.chancery.server.api.sql.Sql;

/** Posts over time of some items of a ranking: one query, of the accounts of those items only. */
record RowSeries(Reading store, Relations relations, Listing listing) {
  /** Posts of which items are asked for, in which steps. */
  record Question(Of of, Selection selection, Step step, List<Key> keys) {}

  private static final int MOST_BUCKETS = 100;

  private static final String POSTS =
      """
      select %1$s as k, date_trunc('%2$s', at, 'UTC') as bucket, sum(originals + replies_made + quotes_made)::bigint as n
      from ({}) r where %3$s group by 1, 2
      """;

  /**
   * Originals, replies and quotes in each bucket of the selection's window, oldest first.
   *
   * @return a list for each key, zeros where nothing was said
   * @throws Problem when there are more buckets than are told
   */
  Map<Key, List<Long>> of(Question asked) {
    List<Window> buckets = asked.step.buckets(asked.selection.window());
    if (buckets.size() > MOST_BUCKETS) {
      throw Problem.bad(
          "step",
          "at most %d buckets are told with a row; take a wider step".formatted(MOST_BUCKETS));
    }
    Map<Instant, Integer> places = new HashMap<>();
    buckets.forEach(bucket -> places.put(bucket.from(), places.size()));
    Map<Key, Long[]> sums = new HashMap<>();
    asked.keys.forEach(
        key -> {
          Long[] none = new Long[buckets.size()];
          Arrays.fill(none, 0L);
          sums.put(key, none);
        });
    Of of = asked.of;
    store.list(
        Sql.of(POSTS.formatted(of.column, asked.step.field(), of.condition()), source(asked)),
        row -> {
          Long[] posts = sums.get(of.key(row));
          if (posts != null) {
            posts[place(places, Reading.instant(row, "bucket"))] = row.getLong("n");
          }
          return null;
        });
    Map<Key, List<Long>> series = new HashMap<>();
    sums.forEach((key, posts) -> series.put(key, List.of(posts)));
    return series;
  }

  private static int place(Map<Instant, Integer> places, Instant bucket) {
    Integer place = places.get(bucket);
    if (place == null) {
      throw new IllegalStateException("no bucket begins at " + bucket);
    }
    return place;
  }

  private Sql source(Question asked) {
    Selection selection = asked.selection;
    if (asked.of == Of.COUNTRIES) {
      Selection some = selection.only(asked.keys.stream().map(Key::country).toList());
      boolean hours = selection.actors() == null && relations.rollups();
      return hours ? relations.countryHours(some) : relations.accountDays(some);
    }
    Set<Integer> numbers = new HashSet<>();
    asked.keys.forEach(key -> numbers.add(key.number()));
    return relations.accountDays(
        selection, asked.of == Of.ACCOUNTS ? numbers : listing.accountsOf(numbers));
  }
}
