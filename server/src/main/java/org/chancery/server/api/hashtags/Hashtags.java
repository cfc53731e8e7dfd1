package org.chancery.server.api.hashtags;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chancery.core.measure.Keyness;
import org.chancery.core.measure.MeasureCatalogue;
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

/** {@code /hashtags}: the most used first. Thread-safe. */
public final class Hashtags {
  public static final List<Parameter<?>> PARAMETERS =
      List.of(
          Parameters.T,
          Parameters.C,
          Parameters.ACTOR,
          Parameters.KIND,
          Parameters.NETWORK,
          Parameters.LIMIT,
          Parameters.NEXT);

  private static final String TOP =
      """
      select tag, sum(posts::int) as n from ({}) r
      group by tag having sum(posts::int) > 0 and {} order by n desc, tag collate "C" limit {}
      """;
  private static final String AFTER =
      "(sum(posts::int) < {} or (sum(posts::int) = {} and tag collate \"C\" > {}))";
  private static final String WHO =
      """
      select tag, count(distinct actor_id) as actors, count(distinct nullif(country, '')) as countries
      from ({}) r where posts > 0 group by tag
      """;
  private static final String SUMS = "select tag, sum(posts::int) as n from ({}) r group by tag";
  private static final String TOTAL = "select coalesce(sum(posts::int), 0) as n from ({}) r";

  private static final int MOST = 200;

  private final Relations relations;
  private final Kept<Selection, Long> totals = new Kept<>(MOST);

  public Hashtags(Relations relations) {
    this.relations = relations;
  }

  private record Used(String tag, long posts) {}

  private record Who(int actors, int countries) {}

  /** Answers. */
  public Rows<Tag> answer(Asked asked, Reading store) {
    Selection selection = Selection.of(asked);
    int limit = asked.get(Parameters.LIMIT);
    List<Used> top =
        store.list(
            Sql.of(TOP, uses(selection, List.of()), after(asked.find(Parameters.NEXT)), limit + 1),
            row -> new Used(row.getString("tag"), row.getLong("n")));
    String next = null;
    if (top.size() > limit) {
      top = top.subList(0, limit);
      next = PageToken.of(top.getLast().posts, top.getLast().tag);
    }
    boolean compare = asked.comparable();
    return new Rows<>(
        MeasureCatalogue.get("hashtag-posts"),
        selection,
        top.isEmpty() ? List.of() : rows(top, selection, compare, store),
        next,
        null);
  }

  private Sql uses(Selection selection, List<String> names) {
    return selection.everybody()
        ? relations.tagSums(selection, names)
        : relations.tags(selection, names);
  }

  private static Sql after(@Nullable PageToken next) {
    if (next == null) {
      return Sql.of("true");
    }
    List<String> key = next.parts(2);
    long posts = PageToken.whole(key.get(0));
    return Sql.of(AFTER, posts, posts, key.get(1));
  }

  private List<Tag> rows(List<Used> top, Selection selection, boolean compare, Reading store) {
    List<String> names = top.stream().map(Used::tag).toList();
    Map<String, Who> who = new HashMap<>();
    store.list(
        Sql.of(WHO, relations.tags(selection, names)),
        row ->
            who.put(row.getString("tag"), new Who(row.getInt("actors"), row.getInt("countries"))));
    Map<String, Long> before =
        compare ? sums(selection.in(selection.window().previous()), names, store) : Map.of();
    Selection everybody = new Selection(selection.window(), List.of(), List.of(), List.of(), null);
    boolean rest = !selection.everybody();
    Map<String, Long> pooled = rest ? sums(everybody, names, store) : Map.of();
    long total = rest ? total(selection, store) : 0;
    long pooledTotal = rest ? Math.max(total, total(everybody, store)) : 0;
    List<Tag> rows = new ArrayList<>(top.size());
    for (Used used : top) {
      Who by = who.getOrDefault(used.tag, new Who(0, 0));
      rows.add(
          new Tag(
              used.tag,
              used.posts,
              compare ? before.getOrDefault(used.tag, 0L) : null,
              by.actors,
              by.countries,
              rest ? keyness(used, pooled, total, pooledTotal) : null));
    }
    return rows;
  }

  private static @Nullable Double keyness(
      Used used, Map<String, Long> pooled, long total, long pooledTotal) {
    long elsewhere = Math.max(0, pooled.getOrDefault(used.tag, 0L) - used.posts);
    long rest = pooledTotal - total;
    // Totals are kept for some seconds while posts go on coming in.
    return used.posts > total || elsewhere > rest
        ? null
        : Double.valueOf(Keyness.z(used.posts, total, elsewhere, rest));
  }

  private Map<String, Long> sums(Selection selection, List<String> names, Reading store) {
    Map<String, Long> sums = new HashMap<>();
    store.list(
        Sql.of(SUMS, uses(selection, names)),
        row -> sums.put(row.getString("tag"), row.getLong("n")));
    return sums;
  }

  private long total(Selection selection, Reading store) {
    return totals.get(
        selection,
        s -> store.first(Sql.of(TOTAL, uses(s, List.of())), row -> row.getLong("n")).orElse(0L));
  }
}
