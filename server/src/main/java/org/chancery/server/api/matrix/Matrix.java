package org.chancery.server.api.matrix;

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
import org.chancery.server.api.answer.Speakers;
import org.chancery.server.api.listing.Listing;
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

  private static final int FIRST_COUNT = 4;
  private static final List<String> COLUMNS =
      List.of("mentions", "replies", "reposts", "quotes", "any_kind");

  /**
   * Questions whose pairs are kept, with all their kinds at once: a page turns from one to another.
   */
  private static final int MOST = 12;

  private final Coverages coverages;
  private final Relations relations;
  private final Kept<Selection, Map<Key, Map<Network, long[]>>> kept = new Kept<>(MOST);
  private final Kept<OfPage, Map<Key, Map<Network, long[]>>> keptOfPages = new Kept<>(MOST);

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

  /** Pairs of a window before, those of one page. */
  private record OfPage(Selection selection, List<Key> pairs) {}

  /** A pair and what orders it. */
  private record Cell(Key key, long value) {}

  /** What was read of a window: posts by pair and network, each kind at its place. */
  private record Read(Map<Key, Map<Network, long[]>> pairs, int kind) {
    long total(Key key) {
      long sum = 0;
      for (long[] counts : pairs.getOrDefault(key, Map.of()).values()) {
        sum += counts[kind];
      }
      return sum;
    }

    Map<Network, Long> byNetwork(Key key) {
      Map<Network, Long> counts = new EnumMap<>(Network.class);
      pairs
          .getOrDefault(key, Map.of())
          .forEach(
              (network, n) -> {
                if (n[kind] > 0) {
                  counts.put(network, n[kind]);
                }
              });
      return counts;
    }
  }

  /** Answers; with countries given, pairs in which one of them is on either side. */
  public Rows<Pair> answer(Asked asked, Reading store) {
    Selection selection = Selection.of(asked);
    int kind = COLUMNS.indexOf(column(asked.get(Parameters.HOW)));
    Listing listing = asked.context().listing();
    Read now = read(kind, selection, store);
    Read before = new Read(Map.of(), kind);
    Page page = Page.of(asked, cells(now, before));
    if (asked.comparable()) {
      Selection earlier = selection.in(selection.window().previous());
      if (page.isAmongSpeakers()) {
        before = new Read(pairs(earlier, page.keys(), store), kind);
      } else { // those who fell silent come behind
        before = read(kind, earlier, store);
        page = Page.of(asked, cells(now, before));
      }
    }
    Selection everywhere = selection.only(List.of()); // a partner's pairs rest on its own accounts
    Heard heard = coverages.heard(everywhere, listing, store);
    Map<String, Speakers> speakers = Speakers.by(everywhere, listing, Listing.Listed::countries);
    Read then = asked.comparable() ? before : null;
    return new Rows<>(
        MeasureCatalogue.get("country-matrix"),
        selection,
        page.cells().stream()
            .map(
                cell ->
                    pair(
                        cell,
                        now,
                        then,
                        heard.count(
                            now.byNetwork(cell.key),
                            speakers.getOrDefault(cell.key.from, Speakers.ANY),
                            selection.window())))
            .toList(),
        page.next(),
        null);
  }

  private static List<Cell> cells(Read now, Read before) {
    Set<Key> keys = new HashSet<>(now.pairs.keySet());
    keys.addAll(before.pairs.keySet());
    return keys.stream()
        .map(key -> new Cell(key, now.total(key)))
        .filter(cell -> cell.value > 0 || before.total(cell.key) > 0)
        .sorted(ORDER)
        .toList();
  }

  /** What is shown of all. */
  private record Page(List<Cell> all, int from, int to) {
    static Page of(Asked asked, List<Cell> all) {
      int from = begin(all, asked.find(Parameters.NEXT));
      return new Page(all, from, Math.min(all.size(), from + asked.get(Parameters.LIMIT)));
    }

    List<Cell> cells() {
      return all.subList(from, to);
    }

    List<Key> keys() {
      return cells().stream().map(Cell::key).toList();
    }

    /** Whether a pair of two countries that speaks now stands behind all that are shown. */
    boolean isAmongSpeakers() {
      return to < all.size() && !all.get(to).key.same() && all.get(to).value > 0;
    }

    @Nullable String next() {
      return to < all.size() ? token(all.get(to - 1)) : null;
    }
  }

  private static Pair pair(Cell cell, Read now, @Nullable Read before, Estimate count) {
    Key key = cell.key;
    double high = count.high();
    Long reverse = key.same() ? null : now.total(key.back());
    return new Pair(
        key.from,
        key.to,
        cell.value,
        Double.isFinite(high) ? high : null,
        reverse,
        reverse == null ? null : asymmetry(cell.value, reverse),
        before == null ? null : before.total(key));
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

  private Read read(int kind, Selection selection, Reading store) {
    return new Read(kept.get(selection, s -> pairs(s, either(s.countries()), store)), kind);
  }

  private static Sql either(List<String> countries) {
    return countries.isEmpty()
        ? Sql.NOTHING
        : Sql.of("(from_country = any({}) or to_country = any({}))", countries, countries);
  }

  /** Of these pairs and no others. */
  private Map<Key, Map<Network, long[]>> pairs(Selection selection, List<Key> some, Reading store) {
    return keptOfPages.get(
        new OfPage(selection, some),
        page ->
            pairs(
                selection,
                Sql.of(
                    "(from_country, to_country) in (select * from unnest({}::text[], {}::text[]))",
                    some.stream().map(Key::from).toList(),
                    some.stream().map(Key::to).toList()),
                store));
  }

  private Map<Key, Map<Network, long[]>> pairs(Selection selection, Sql condition, Reading store) {
    Map<Key, Map<Network, long[]>> pairs = new HashMap<>();
    store.list(
        Sql.of(PAIRS, relations.edges(selection, condition)),
        row -> {
          long[] counts = new long[COLUMNS.size()];
          for (int i = 0; i < counts.length; i++) { // by place: names are looked up each time
            counts[i] = row.getLong(FIRST_COUNT + i);
          }
          return pairs
              .computeIfAbsent(
                  new Key(row.getString(1), row.getString(2)), k -> new EnumMap<>(Network.class))
              .put(Reading.network(row, "network"), counts);
        });
    return pairs;
  }

  private static @Nullable Double asymmetry(long there, long back) {
    Estimate estimate = Asymmetry.of(there, back);
    return estimate.enough() ? estimate.value() : null;
  }

  /** Other pairs before those of a country with itself; then by value and name. */
  private static final Comparator<Cell> ORDER =
      Comparator.comparing((Cell c) -> c.key.same())
          .thenComparing(Comparator.comparingLong(Cell::value).reversed())
          .thenComparing(c -> c.key.from)
          .thenComparing(c -> c.key.to);

  private static String token(Cell last) {
    return PageToken.of(last.value, last.key.from, last.key.to);
  }

  private static int begin(List<Cell> all, @Nullable PageToken next) {
    if (next == null) {
      return 0;
    }
    List<String> parts = next.parts(3);
    Cell last = new Cell(new Key(parts.get(1), parts.get(2)), PageToken.whole(parts.get(0)));
    int at = 0;
    while (at < all.size() && ORDER.compare(all.get(at), last) <= 0) {
      at++;
    }
    return at;
  }
}
