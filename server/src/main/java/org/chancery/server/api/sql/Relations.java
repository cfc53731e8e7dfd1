package org.chancery.server.api.sql;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.chancery.core.time.Window;
import org.chancery.ingest.store.CountedAccounts;
import org.chancery.ingest.store.SearchText;
import org.chancery.server.api.query.Selection;
import org.chancery.server.api.sql.Cover.Grain;
import org.chancery.server.api.sql.Cover.Unit;
import org.chancery.server.api.sql.RelationSql.Columns;
import org.jspecify.annotations.Nullable;

/**
 * What measures are counted over: each relation has one shape, made from a rollup for whole units
 * and from raw posts for what the window has more or less, so that a sum over it is exact for every
 * window. Sums of nothing may stand as zeros: what was added is taken away again. With {@code
 * rollups} false all is read raw, which tests compare. Immutable.
 */
public record Relations(boolean rollups) {
  private static final int MOST_EACH = 100;

  /** Of accounts that are open, as in the rollups. */
  static final String OPEN = "account_id not in " + CountedAccounts.CLOSED;

  static final String FROM_OPEN = "from_account not in " + CountedAccounts.CLOSED;

  /** Interactions of posts that may be shown; those of deleted posts are gone already. */
  public static final String COUNTED_INTERACTION = "from_account is not null and " + FROM_OPEN;

  /** Posts that may be counted and shown: by listed accounts that are open, not taken back. */
  public static final String COUNTED = "account_id is not null and deleted is null and " + OPEN;

  /** Posts and their engagement by account, actor, country, network and language. */
  public Sql accountDays(Selection selection) {
    return accountDays(selection, Sql.NOTHING);
  }

  /** As {@link #accountDays(Selection)}, of these accounts only. */
  public Sql accountDays(Selection selection, Set<Integer> accounts) {
    return accountDays(
        selection, accounts.isEmpty() ? Sql.of("false") : Sql.of("account_id = any({})", accounts));
  }

  private Sql accountDays(Selection selection, Sql some) {
    return days(
        selection.window(),
        RelationSql.POSTS_OF_ACCOUNTS,
        whole ->
            Sql.of(
                RelationSql.ACCOUNT_DAY,
                Sql.all(List.of(some, all(days(whole), DAY, selection, "lang")))),
        rest -> {
          Sql raw = all(moments("created", rest), day("created"), selection, "coalesce(lang, '')");
          return Sql.of(RelationSql.RAW_POSTS, Sql.all(List.of(some, raw)));
        });
  }

  /** Posts by country and network; of selections without actors only. */
  public Sql countryHours(Selection selection) {
    return union(
        selection.window(),
        ChronoUnit.HOURS,
        whole ->
            Sql.of(
                RelationSql.COUNTRY_HOUR,
                all(moments("hour", whole), day("hour"), selection, "lang")),
        rest ->
            Sql.of(
                RelationSql.RAW_COUNTRY,
                all(moments("created", rest), day("created"), selection, "coalesce(lang, '')")));
  }

  /**
   * Uses of tags by actor and country; languages are not known here.
   *
   * @param some only these tags; empty for all
   */
  public Sql tags(Selection selection, List<String> some) {
    Sql named = some.isEmpty() ? Sql.NOTHING : Sql.of("tag = any({})", some);
    Sql indexed =
        some.isEmpty()
            ? Sql.NOTHING
            : Sql.of(
                "tsv @@ {}::tsquery",
                String.join(" | ", some.stream().map(SearchText::tag).toList()));
    return union(
        selection.window(),
        ChronoUnit.DAYS,
        whole ->
            Sql.of(
                RelationSql.TAG_DAY,
                Sql.all(
                    List.of(
                        all(some.isEmpty() ? days(whole) : eachDay(whole), DAY, selection, null),
                        named))),
        rest ->
            Sql.of(
                RelationSql.RAW_TAGS,
                Sql.all(
                    List.of(
                        all(moments("created", rest), day("created"), selection, null),
                        named,
                        indexed))));
  }

  /**
   * Uses of tags by everybody; of the selection only its window and networks count.
   *
   * @param some only these tags; empty for all
   */
  public Sql tagSums(Selection selection, List<String> some) {
    Sql named = some.isEmpty() ? Sql.NOTHING : Sql.of("tag = any({})", some);
    Selection all =
        new Selection(selection.window(), List.of(), selection.networks(), List.of(), null);
    return union(
        all.window(),
        ChronoUnit.DAYS,
        whole ->
            Sql.of(
                RelationSql.TAG_SUM,
                Sql.all(
                    List.of(some.isEmpty() ? days(whole) : eachDay(whole), networks(all), named))),
        rest ->
            Sql.of(
                "select day, at, network, tag, posts from ({}) r",
                new Relations(false).tags(all.in(rest), some)));
  }

  /** Posts that mention an account of another actor, by the one mentioned. */
  public Sql mentions(Selection selection) {
    return days(
        selection.window(),
        RelationSql.MENTIONS,
        whole -> Sql.of(RelationSql.MENTION_DAY, all(days(whole), DAY, selection, null)),
        rest ->
            Sql.of(
                "select day, account_id, actor_id, country, network, mentions from ({}) m where {}",
                Sql.of(RelationSql.RAW_MENTIONS, moments("created", rest)),
                all(Sql.NOTHING, DAY, selection, null)));
  }

  /**
   * Reposts of originals as entries of the log histogram.
   *
   * @param accounts the only ones meant; empty for all
   */
  public Sql repostValues(Selection selection, Set<Integer> accounts) {
    return values("reposts", RelationSql.RAW_REPOSTS, selection, accounts);
  }

  /** Interactions for each 1000 followers as entries of the log histogram. */
  public Sql rateValues(Selection selection) {
    return values("rates", RelationSql.RAW_RATES, selection, Set.of());
  }

  private Sql values(String histogram, String raw, Selection selection, Set<Integer> accounts) {
    Sql some = accounts.isEmpty() ? Sql.NOTHING : Sql.of("account_id = any({})", accounts);
    Relations source = selection.langs().isEmpty() ? this : new Relations(false);
    return source.union(
        selection.window(),
        ChronoUnit.DAYS,
        whole ->
            Sql.of(
                RelationSql.HISTOGRAM_DAY.formatted(histogram),
                Sql.all(
                    List.of(
                        some,
                        all(
                            accounts.isEmpty() ? days(whole) : eachDay(whole),
                            DAY,
                            selection,
                            null)))),
        rest ->
            Sql.of(
                raw,
                Sql.all(
                    List.of(
                        some,
                        all(
                            moments("created", rest),
                            day("created"),
                            selection,
                            "coalesce(lang, '')")))));
  }

  /** Seconds to an answer as entries of the log histogram; languages are not known here. */
  public Sql answerValues(Selection selection) {
    return union(
        selection.window(),
        ChronoUnit.DAYS,
        whole -> Sql.of(RelationSql.RESPONSE_DAY, all(days(whole), DAY, selection, null)),
        rest ->
            Sql.of(
                RelationSql.RAW_ANSWERS,
                all(moments("replied", rest), day("replied"), selection, null)));
  }

  /** Posts by pair of countries; of the selection only its window and networks count. */
  public Sql edges(Selection selection, Sql condition) {
    Sql network = networks(selection);
    return days(
        selection.window(),
        RelationSql.EDGES,
        whole -> {
          List<Unit> units = Cover.calendar(whole);
          List<Sql> parts = new ArrayList<>();
          for (Grain grain : Grain.values()) {
            part(parts, RelationSql.EDGE, grain, 1, units, Sql.all(List.of(network, condition)));
            part(
                parts,
                RelationSql.EDGE_LESS,
                grain,
                -1,
                units,
                Sql.all(List.of(network, condition)));
          }
          return Sql.join(" union all ", parts);
        },
        rest ->
            Sql.of(
                RelationSql.RAW_EDGES,
                Sql.all(List.of(moments("created", rest), network, condition))));
  }

  private static void part(
      List<Sql> parts, String sql, Grain grain, int sign, List<Unit> units, Sql condition) {
    List<LocalDate> starts =
        units.stream()
            .filter(u -> u.grain() == grain && u.sign() == sign)
            .map(Unit::start)
            .toList();
    if (!starts.isEmpty()) {
      parts.add(Sql.of(sql, grain.column, starts, condition));
    }
  }

  @FunctionalInterface
  private interface Part {
    Sql of(Window window);
  }

  private Sql union(Window window, ChronoUnit unit, Part rollup, Part raw) {
    return Sql.join(
        " union all ", parts(rollups ? Cover.of(window, unit) : Cover.raw(window), rollup, raw));
  }

  /** Of days, some of which may have more than the window: that is taken away. */
  private Sql days(Window window, Columns columns, Part rollup, Part raw) {
    Cover cover = rollups ? Cover.nearest(window, ChronoUnit.DAYS) : Cover.raw(window);
    List<Sql> parts = parts(cover, rollup, raw);
    cover
        .excess()
        .forEach(
            excess ->
                parts.add(
                    columns.less(raw.of(excess), Cover.day(excess.from()).withDayOfMonth(1))));
    return Sql.join(" union all ", parts);
  }

  private static List<Sql> parts(Cover cover, Part rollup, Part raw) {
    List<Sql> parts = new ArrayList<>();
    if (cover.whole() != null) {
      parts.add(rollup.of(cover.whole()));
    }
    cover.rest().forEach(rest -> parts.add(raw.of(rest)));
    return parts;
  }

  private static Sql days(Window whole) {
    return Sql.of("day >= {} and day < {}", Cover.day(whole.from()), Cover.day(whole.to()));
  }

  /** Day by day, so that an index by day and something else is entered at both. */
  private static Sql eachDay(Window whole) {
    List<LocalDate> each = Cover.day(whole.from()).datesUntil(Cover.day(whole.to())).toList();
    return each.size() <= MOST_EACH ? Sql.of("day = any({})", each) : days(whole);
  }

  private static final String DAY = "day";

  /** The day in UTC of a column of moments. */
  public static String day(String column) {
    return "(" + column + " at time zone 'UTC')::date";
  }

  /** {@code from <= column < to}. */
  public static Sql moments(String column, Window window) {
    return between(column, window.from(), window.to());
  }

  static Sql between(String column, Instant from, Instant to) {
    return Sql.of(column + " >= {} and " + column + " < {}", from, to);
  }

  private static Sql networks(Selection selection) {
    return selection.networks().isEmpty()
        ? Sql.NOTHING
        : Sql.of("network = any({})", selection.networks());
  }

  /**
   * All conditions of a selection.
   *
   * @param day the day of a row in UTC, as an expression
   * @param lang the column of the language; null where there is none
   */
  public static Sql all(Sql time, String day, Selection selection, @Nullable String lang) {
    List<Sql> conditions = new ArrayList<>();
    conditions.add(time);
    if (!selection.countries().isEmpty()) {
      conditions.add(Sql.of("country = any({})", selection.countries()));
    }
    conditions.add(networks(selection));
    if (selection.actors() != null) {
      conditions.add(
          selection.actors().isEmpty()
              ? Sql.of("false")
              : Sql.of("actor_id = any({})", selection.actors()));
      conditions.add(selection.terms().condition("actor_id", day));
    }
    if (lang != null && !selection.langs().isEmpty()) {
      conditions.add(Sql.of(lang + " = any({})", selection.langs()));
    }
    return Sql.all(conditions);
  }
}
