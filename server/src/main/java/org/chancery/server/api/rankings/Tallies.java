package org.chancery.server.api.rankings;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.chancery.core.event.Network;
import org.chancery.server.api.answer.Kept;
import org.chancery.server.api.query.Selection;
import org.chancery.server.api.rankings.Of.Key;
import org.chancery.server.api.sql.Reading;
import org.chancery.server.api.sql.Relations;
import org.chancery.server.api.sql.Sql;

/** Adds up what measures are made from, by item. */
record Tallies(
    Reading store, Relations relations, Of of, Kept<Question, Map<Key, Map<Network, Sums>>> kept) {

  /** Sums serve several measures: who asks for one ranking soon asks for another. */
  record Question(Of of, Selection selection, Sums.Need need) {}

  private static final String SUMS =
      """
      select %1$s as k, network, sum(originals::int) as originals, sum(replies_made::int) as replies_made,
             sum(reposts_made::int) as reposts_made, sum(quotes_made::int) as quotes_made %2$s
      from ({}) r where %3$s group by 1, 2
      having sum((originals + replies_made + reposts_made + quotes_made)::int) > 0
      """;

  private static final String MENTIONS =
      """
      select %1$s as k, sum(mentions::int) as n from ({}) r where %2$s group by 1
      having sum(mentions::int) > 0
      """;

  private static final String LANGUAGES =
      """
      select %1$s as k, lang, sum((originals + replies_made + quotes_made)::int) as n
      from ({}) r where lang <> '' and %2$s group by 1, 2
      having sum((originals + replies_made + quotes_made)::int) > 0
      """;

  private static final String ENTRIES =
      "select %1$s as k, string_agg(entries, '') as entries from ({}) r where %2$s group by 1";

  private static final String REACH =
      """
      select %1$s as k, max(least(place, reposts)) as reach,
             max(least(case when {} > 0 then floor(place / {}) else reposts end, reposts)) as high,
             max(least(case when {} > 0 then floor(place / {}) else reposts end, reposts)) as highest
      from (select %1$s, reposts, row_number() over (partition by %1$s order by reposts desc) as place
            from posts where kind <> 2 and %3$s and reposts > 0 and {}) r
      where %2$s group by 1
      """;

  /** Posts of every item. */
  Map<Key, Map<Network, Sums>> counts(Selection selection) {
    boolean hours = of == Of.COUNTRIES && selection.actors() == null && relations.rollups();
    return hours
        ? sums(selection, Sums.Need.COUNTS, relations.countryHours(selection))
        : sums(selection);
  }

  /** Posts of every item and what became of them. */
  Map<Key, Map<Network, Sums>> sums(Selection selection) {
    return sums(selection, Sums.Need.ALL, relations.accountDays(selection));
  }

  private Map<Key, Map<Network, Sums>> sums(Selection selection, Sums.Need need, Sql source) {
    return kept.get(new Question(of, selection, need), q -> read(need, source));
  }

  private Map<Key, Map<Network, Sums>> read(Sums.Need need, Sql source) {
    Map<Key, Map<Network, Sums>> sums = new HashMap<>();
    store.list(
        Sql.of(SUMS.formatted(of.column, need.columns, of.condition()), source),
        row ->
            sums.computeIfAbsent(of.key(row), k -> new EnumMap<>(Network.class))
                .put(Reading.network(row, "network"), Sums.read(row, need)));
    return sums;
  }

  Map<Key, Long> mentions(Selection selection) {
    Map<Key, Long> mentions = new HashMap<>();
    store.list(
        Sql.of(MENTIONS.formatted(of.column, of.condition()), relations.mentions(selection)),
        row -> mentions.put(of.key(row), row.getLong("n")));
    return mentions;
  }

  Map<Key, SortedMap<String, Long>> languages(Selection selection) {
    Map<Key, SortedMap<String, Long>> languages = new HashMap<>();
    store.list(
        Sql.of(LANGUAGES.formatted(of.column, of.condition()), relations.accountDays(selection)),
        row ->
            languages
                .computeIfAbsent(of.key(row), k -> new TreeMap<>())
                .put(row.getString("lang"), row.getLong("n")));
    return languages;
  }

  /** Log histograms from one of the relations that hold their entries. */
  Map<Key, SortedMap<Integer, Long>> histograms(Sql source) {
    Map<Key, SortedMap<Integer, Long>> histograms = new HashMap<>();
    store.list(
        Sql.of(ENTRIES.formatted(of.column, of.condition()), source),
        row -> {
          SortedMap<Integer, Long> counts = counts(ByteBuffer.wrap(row.getBytes("entries")));
          return counts.isEmpty() ? null : histograms.put(of.key(row), counts);
        });
    return histograms;
  }

  /** Entries as {@code histogram_entry} writes them: what was put in, less what was taken out. */
  private static SortedMap<Integer, Long> counts(ByteBuffer entries) {
    SortedMap<Integer, Long> counts = new TreeMap<>();
    while (entries.hasRemaining()) {
      counts.merge((int) entries.getShort(), (long) entries.getInt(), Long::sum);
    }
    counts.values().removeIf(n -> n == 0);
    return counts;
  }

  /** A reach and the bounds that deafness leaves: the usual one, and that of the least heard. */
  record Reach(long value, long high, long highest) {
    static final Reach NONE = new Reach(0, 0, 0);
  }

  /**
   * {@code h-reach}; only raw posts can tell it.
   *
   * @param usual share of the window that was heard of most
   * @param least share that was heard of those with gaps of their own
   */
  Map<Key, Reach> reach(Selection selection, double usual, double least) {
    Map<Key, Reach> reach = new HashMap<>();
    Sql where =
        Relations.all(
            Relations.moments("created", selection.window()),
            Relations.day("created"),
            selection,
            "coalesce(lang, '')");
    store.list(
        Sql.of(
            REACH.formatted(of.column, of.condition(), Relations.COUNTED),
            usual,
            usual,
            least,
            least,
            where),
        row ->
            reach.put(
                of.key(row),
                new Reach(row.getLong("reach"), row.getLong("high"), row.getLong("highest"))));
    return reach;
  }
}
