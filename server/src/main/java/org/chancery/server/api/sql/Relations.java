package org.chancery.server.api.sql;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.chancery.core.time.Window;
import org.chancery.ingest.store.SearchText;
import org.chancery.server.api.query.Selection;
import org.chancery.server.api.sql.Cover.Grain;
import org.chancery.server.api.sql.Cover.Unit;
import org.jspecify.annotations.Nullable;

/**
 * What measures are counted over: each relation has one shape, made from a rollup for the whole
 * units of the window and from raw posts for the rest, so that a sum over it is exact for every
 * window. With {@code rollups} false all is read raw, which tests compare. Immutable.
 */
public record Relations(boolean rollups) {
  private static final int MOST_EACH = 100;

  private static final String CLOSED = "(select account_id from account where state <> 'ACTIVE')";

  /** Of accounts that are open, as in the rollups. */
  private static final String OPEN = "account_id not in " + CLOSED;

  private static final String FROM_OPEN = "from_account not in " + CLOSED;

  /** Interactions of posts that may be shown; those of deleted posts are gone already. */
  public static final String COUNTED_INTERACTION = "from_account is not null and " + FROM_OPEN;

  /** Posts that may be counted and shown: by listed accounts that are open, not taken back. */
  public static final String COUNTED = "account_id is not null and deleted is null and " + OPEN;

  /** Listed posts that were not taken back. */
  private static final String RAW_POSTS =
      """
      select (created at time zone 'UTC')::date as day, created as at, account_id, actor_id, country, network,
             coalesce(lang, '') as lang,
             (kind = 0)::int::bigint as originals, (kind = 1)::int::bigint as replies_made,
             (kind = 2)::int::bigint as reposts_made, (kind = 3)::int::bigint as quotes_made,
             case when kind <> 2 then coalesce(likes, 0) else 0 end as likes,
             case when kind <> 2 then coalesce(reposts, 0) else 0 end as reposts,
             case when kind <> 2 then coalesce(replies, 0) else 0 end as replies,
             case when kind <> 2 then coalesce(quotes, 0) else 0 end as quotes,
             (kind <> 2 and coalesce(likes, reposts, replies, quotes) is not null)::int::bigint as engaged,
             (kind = 0 and reposts is not null)::int::bigint as repost_known,
             case when kind = 0 then coalesce(reposts, 0) else 0 end as repost_sum,
             case when kind = 0 then coalesce(reposts::double precision * reposts, 0) else 0 end as repost_squares
      from posts
      where %s and {}
      """
          .formatted(COUNTED);

  private static final String ACCOUNT_DAY =
      """
      select day, (day::timestamp at time zone 'UTC') as at, account_id, actor_id, country, network, lang,
             originals, replies_made, reposts_made, quotes_made, likes, reposts, replies, quotes,
             engaged, repost_known, repost_sum, repost_squares
      from account_day where originals + replies_made + reposts_made + quotes_made > 0 and {}
      """;

  private static final String RAW_COUNTRY =
      """
      select created as at, country, network,
             (kind = 0)::int::bigint as originals, (kind = 1)::int::bigint as replies_made,
             (kind = 2)::int::bigint as reposts_made, (kind = 3)::int::bigint as quotes_made
      from posts
      where %s and {}
      """
          .formatted(COUNTED);

  private static final String COUNTRY_HOUR =
      """
      select hour as at, country, network, originals, replies_made, reposts_made, quotes_made
      from country_hour where originals + replies_made + reposts_made + quotes_made > 0 and {}
      """;

  private static final String RAW_TAGS =
      """
      select (created at time zone 'UTC')::date as day, created as at, actor_id, country, network, tag, 1::bigint as posts
      from posts cross join unnest(hashtags) as tag
      where kind <> 2 and %s and {}
      """
          .formatted(COUNTED);

  private static final String TAG_DAY =
      """
      select day, (day::timestamp at time zone 'UTC') as at, actor_id, country, network, tag, posts
      from tag_day where posts > 0 and {}
      """;

  private static final String TAG_SUM =
      """
      select day, (day::timestamp at time zone 'UTC') as at, network, tag, posts
      from tag_sum where posts > 0 and {}
      """;

  private static final String RAW_MENTIONS =
      """
      select distinct on (created, post_key, to_actor) (created at time zone 'UTC')::date as day, to_account as account_id,
             to_actor as actor_id, to_country as country, network, 1::bigint as mentions
      from interactions
      where kind = 0 and from_actor is not null and to_actor is not null and from_actor <> to_actor and %s and {}
      order by created, post_key, to_actor, to_account
      """
          .formatted(FROM_OPEN);

  private static final String MENTION_DAY =
      """
      select day, account_id, actor_id, country, network, mentions from mention_day where mentions > 0 and {}
      """;

  private static final String RAW_REPOSTS =
      """
      select (created at time zone 'UTC')::date as day, created as at, account_id, actor_id, country, network,
             histogram_entry(reposts, 1) as entries
      from posts
      where %s and kind = 0 and reposts is not null and {}
      """
          .formatted(COUNTED);

  private static final String RAW_RATES =
      """
      select (created at time zone 'UTC')::date as day, created as at, account_id, actor_id, country, network,
             histogram_entry(1000.0::double precision
               * (coalesce(likes, 0) + coalesce(reposts, 0) + coalesce(replies, 0) + coalesce(quotes, 0)) / followers, 1) as entries
      from posts
      where %s
        and kind <> 2 and followers > 0 and coalesce(likes, reposts, replies, quotes) is not null and {}
      """
          .formatted(COUNTED);

  private static final String HISTOGRAM_DAY =
      """
      select day, (day::timestamp at time zone 'UTC') as at, account_id, actor_id, country, network, %s as entries
      from histogram_day where {}
      """;

  private static final String RAW_ANSWERS =
      """
      select (replied at time zone 'UTC')::date as day, replied as at, account_id, actor_id, country, network,
             histogram_entry(seconds, 1) as entries
      from response where seconds is not null and %s and {}
      """
          .formatted(OPEN);

  private static final String RESPONSE_DAY =
      """
      select day, (day::timestamp at time zone 'UTC') as at, account_id, actor_id, country, network,
             int2send(bucket) || int4send(n::int) as entries
      from response_day where {}
      """;

  private static final String RAW_EDGES =
      """
      select from_country, to_country, network,
             bool_or(kind = 0)::int::bigint as mentions, bool_or(kind = 1)::int::bigint as replies,
             bool_or(kind = 2)::int::bigint as reposts, bool_or(kind = 3)::int::bigint as quotes, 1::bigint as any_kind
      from interactions where from_country <> '' and to_country <> '' and %s and {}
      group by created, post_key, from_country, to_country, network
      """
          .formatted(FROM_OPEN);

  private static final String EDGE =
      """
      select from_country, to_country, network, mentions, replies, reposts, quotes, any_kind
      from edge where grain = {} and start = any({}) and {}
      """;

  /** Of days that a month or week has too much. */
  private static final String EDGE_LESS =
      """
      select from_country, to_country, network, -mentions, -replies, -reposts, -quotes, -any_kind
      from edge where grain = {} and start = any({}) and {}
      """;

  /** Posts and their engagement by account, actor, country, network and language. */
  public Sql accountDays(Selection selection) {
    return union(
        selection.window(),
        ChronoUnit.DAYS,
        whole -> Sql.of(ACCOUNT_DAY, all(days(whole), DAY, selection, "lang")),
        rest ->
            Sql.of(
                RAW_POSTS,
                all(moments("created", rest), day("created"), selection, "coalesce(lang, '')")));
  }

  /** Posts by country and network; of selections without actors only. */
  public Sql countryHours(Selection selection) {
    return union(
        selection.window(),
        ChronoUnit.HOURS,
        whole -> Sql.of(COUNTRY_HOUR, all(moments("hour", whole), day("hour"), selection, "lang")),
        rest ->
            Sql.of(
                RAW_COUNTRY,
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
                TAG_DAY,
                Sql.all(
                    List.of(
                        all(some.isEmpty() ? days(whole) : eachDay(whole), DAY, selection, null),
                        named))),
        rest ->
            Sql.of(
                RAW_TAGS,
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
                TAG_SUM,
                Sql.all(
                    List.of(some.isEmpty() ? days(whole) : eachDay(whole), networks(all), named))),
        rest ->
            Sql.of(
                "select day, at, network, tag, posts from ({}) r",
                new Relations(false).tags(all.in(rest), some)));
  }

  /** Posts that mention an account of another actor, by the one mentioned. */
  public Sql mentions(Selection selection) {
    return union(
        selection.window(),
        ChronoUnit.DAYS,
        whole -> Sql.of(MENTION_DAY, all(days(whole), DAY, selection, null)),
        rest ->
            Sql.of(
                "select day, account_id, actor_id, country, network, mentions from ({}) m where {}",
                Sql.of(RAW_MENTIONS, moments("created", rest)),
                all(Sql.NOTHING, DAY, selection, null)));
  }

  /**
   * Reposts of originals as entries of the log histogram.
   *
   * @param accounts the only ones meant; empty for all
   */
  public Sql repostValues(Selection selection, Set<Integer> accounts) {
    return values("reposts", RAW_REPOSTS, selection, accounts);
  }

  /** Interactions for each 1000 followers as entries of the log histogram. */
  public Sql rateValues(Selection selection) {
    return values("rates", RAW_RATES, selection, Set.of());
  }

  private Sql values(String histogram, String raw, Selection selection, Set<Integer> accounts) {
    Sql some = accounts.isEmpty() ? Sql.NOTHING : Sql.of("account_id = any({})", accounts);
    Relations source = selection.langs().isEmpty() ? this : new Relations(false);
    return source.union(
        selection.window(),
        ChronoUnit.DAYS,
        whole ->
            Sql.of(
                HISTOGRAM_DAY.formatted(histogram),
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
        whole -> Sql.of(RESPONSE_DAY, all(days(whole), DAY, selection, null)),
        rest ->
            Sql.of(RAW_ANSWERS, all(moments("replied", rest), day("replied"), selection, null)));
  }

  /** Posts by pair of countries; of the selection only its window and networks count. */
  public Sql edges(Selection selection, Sql condition) {
    Sql network = networks(selection);
    return union(
        selection.window(),
        ChronoUnit.DAYS,
        whole -> {
          List<Unit> units = Cover.calendar(whole);
          List<Sql> parts = new ArrayList<>();
          for (Grain grain : Grain.values()) {
            part(parts, EDGE, grain, 1, units, Sql.all(List.of(network, condition)));
            part(parts, EDGE_LESS, grain, -1, units, Sql.all(List.of(network, condition)));
          }
          return Sql.join(" union all ", parts);
        },
        rest -> Sql.of(RAW_EDGES, Sql.all(List.of(moments("created", rest), network, condition))));
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
    Cover cover = rollups ? Cover.of(window, unit) : Cover.raw(window);
    List<Sql> parts = new ArrayList<>();
    if (cover.whole() != null) {
      parts.add(rollup.of(cover.whole()));
    }
    cover.rest().forEach(rest -> parts.add(raw.of(rest)));
    return Sql.join(" union all ", parts);
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
