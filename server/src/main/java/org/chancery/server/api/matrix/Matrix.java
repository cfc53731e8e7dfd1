package org.chancery.server.api.matrix;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chancery.core.event.Network;
import org.chancery.core.measure.Asymmetry;
import org.chancery.core.measure.Estimate;
import org.chancery.core.measure.MeasureCatalogue;
import org.chancery.server.api.answer.Coverages;
import org.chancery.server.api.answer.Heard;
import org.chancery.server.api.answer.Kept;
import org.chancery.server.api.answer.Rows;
import org.chancery.server.api.query.Asked;
import org.chancery.server.api.query.PageToken;
import org.chancery.server.api.query.Parameter;
import org.chancery.server.api.query.Parameters;
import org.chancery.server.api.query.Selection;
import org.chancery.server.api.sql.Reading;
import org.chancery.server.api.sql.Relations;
import org.chancery.server.api.sql.Sql;
import org.jspecify.annotations.Nullable;

/** {@code /matrix}: which country addresses which. Thread-safe. */
public final class Matrix {
  public static final List<Parameter<?>> PARAMETERS =
      List.of(
          Parameters.HOW,
          Parameters.T,
          Parameters.C,
          Parameters.NETWORK,
          Parameters.LIMIT,
          Parameters.NEXT);

  private static final String PAIRS =
      """
      select from_country, to_country, network, sum(mentions::int) as mentions, sum(replies::int) as replies,
             sum(reposts::int) as reposts, sum(quotes::int) as quotes, sum(any_kind::int) as any_kind
      from ({}) e group by 1, 2, 3 having sum(any_kind::int) > 0
      """;

  private static final List<String> COLUMNS =
      List.of("mentions", "replies", "reposts", "quotes", "any_kind");

  /**
   * Questions whose pairs are kept, with all their kinds at once: a page turns from one to another.
   */
  private static final int MOST = 12;

  private final Coverages coverages;
  private final Relations relations;
  private final Kept<Selection, Map<Key, Map<Network, long[]>>> kept = new Kept<>(MOST);

  public Matrix(Coverages coverages, Relations relations) {
    this.coverages = coverages;
    this.relations = relations;
  }

  private record Key(String from, String to) {
    Key back() {
      return new Key(to, from);
    }

    boolean same() {
      return from.equals(to);
    }
  }

  /** Answers; with countries given, pairs in which one of them is on either side. */
  public Rows<Pair> answer(Asked asked, Reading store) {
    Selection selection = Selection.of(asked);
    int kind = COLUMNS.indexOf(column(asked.get(Parameters.HOW)));
    Map<Key, Map<Network, Long>> now = pairs(kind, selection, store);
    boolean compare = asked.comparable();
    Map<Key, Map<Network, Long>> before =
        compare ? pairs(kind, selection.in(selection.window().previous()), store) : Map.of();
    Heard heard = coverages.heard(selection, store);
    Set<Key> keys = new HashSet<>(now.keySet());
    keys.addAll(before.keySet());
    List<Pair> all = new ArrayList<>(keys.size());
    for (Key key : keys) {
      Estimate count = heard.count(now.getOrDefault(key, Map.of()), selection.window());
      long value = (long) count.value();
      Long reverse = key.same() ? null : total(now.get(key.back()));
      all.add(
          new Pair(
              key.from,
              key.to,
              value,
              Double.isFinite(count.high()) ? count.high() : null,
              reverse,
              reverse == null ? null : asymmetry(value, reverse),
              compare ? total(before.get(key)) : null));
    }
    all.sort(ORDER);
    int from = begin(all, asked.find(Parameters.NEXT));
    int to = Math.min(all.size(), from + asked.get(Parameters.LIMIT));
    return new Rows<>(
        MeasureCatalogue.get("country-matrix"),
        selection,
        all.subList(from, to),
        to < all.size() ? token(all.get(to - 1)) : null,
        null);
  }

  private static String column(String how) {
    return switch (how) {
      case "mention" -> "mentions";
      case "reply" -> "replies";
      case "repost" -> "reposts";
      case "quote" -> "quotes";
      default -> "any_kind";
    };
  }

  private Map<Key, Map<Network, Long>> pairs(int kind, Selection selection, Reading store) {
    Map<Key, Map<Network, Long>> pairs = new HashMap<>();
    kept.get(selection, s -> read(s, store))
        .forEach(
            (key, by) -> {
              Map<Network, Long> counts = new EnumMap<>(Network.class);
              by.forEach(
                  (network, n) -> {
                    if (n[kind] > 0) {
                      counts.put(network, n[kind]);
                    }
                  });
              if (!counts.isEmpty()) {
                pairs.put(key, counts);
              }
            });
    return pairs;
  }

  private Map<Key, Map<Network, long[]>> read(Selection selection, Reading store) {
    Sql either =
        selection.countries().isEmpty()
            ? Sql.NOTHING
            : Sql.of(
                "(from_country = any({}) or to_country = any({}))",
                selection.countries(),
                selection.countries());
    Map<Key, Map<Network, long[]>> pairs = new HashMap<>();
    store.list(
        Sql.of(PAIRS, relations.edges(selection, either)),
        row -> {
          long[] counts = new long[COLUMNS.size()];
          for (int i = 0; i < counts.length; i++) {
            counts[i] = row.getLong(COLUMNS.get(i));
          }
          return pairs
              .computeIfAbsent(
                  new Key(row.getString("from_country"), row.getString("to_country")),
                  k -> new EnumMap<>(Network.class))
              .put(Reading.network(row, "network"), counts);
        });
    return pairs;
  }

  private static long total(@Nullable Map<Network, Long> by) {
    return by == null ? 0 : by.values().stream().mapToLong(n -> n).sum();
  }

  private static @Nullable Double asymmetry(long there, long back) {
    Estimate estimate = Asymmetry.of(there, back);
    return estimate.enough() ? estimate.value() : null;
  }

  /** Other pairs before those of a country with itself; then by value and name. */
  private static final Comparator<Pair> ORDER =
      Comparator.comparing((Pair p) -> p.from().equals(p.to()))
          .thenComparing(Comparator.comparingLong(Pair::value).reversed())
          .thenComparing(Pair::from)
          .thenComparing(Pair::to);

  private static String token(Pair last) {
    return PageToken.of(last.value(), last.from(), last.to());
  }

  private static int begin(List<Pair> all, @Nullable PageToken next) {
    if (next == null) {
      return 0;
    }
    List<String> key = next.parts(3);
    Pair last =
        new Pair(key.get(1), key.get(2), PageToken.whole(key.get(0)), null, null, null, null);
    int at = 0;
    while (at < all.size() && ORDER.compare(all.get(at), last) <= 0) {
      at++;
    }
    return at;
  }
}
