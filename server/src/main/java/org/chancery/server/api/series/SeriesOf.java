package org.chancery.server.api.series;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chancery.core.event.Network;
import org.chancery.core.measure.Estimate;
import org.chancery.core.measure.Intervals;
import org.chancery.core.measure.Measure;
import org.chancery.core.measure.MeasureCatalogue;
import org.chancery.core.time.Window;
import org.chancery.server.api.answer.Coverages;
import org.chancery.server.api.answer.Heard;
import org.chancery.server.api.answer.Rows;
import org.chancery.server.api.answer.Speakers;
import org.chancery.server.api.query.Asked;
import org.chancery.server.api.query.Parameter;
import org.chancery.server.api.query.Parameters;
import org.chancery.server.api.query.Problem;
import org.chancery.server.api.query.Selection;
import org.chancery.server.api.sql.Reading;
import org.chancery.server.api.sql.Relations;
import org.chancery.server.api.sql.Sql;
import org.jspecify.annotations.Nullable;

/** {@code /series}. Thread-safe. */
public final class SeriesOf {
  public static final List<Parameter<?>> PARAMETERS =
      List.of(
          Parameters.M,
          Parameters.STEP,
          Parameters.TAG,
          Parameters.T,
          Parameters.C,
          Parameters.ACTOR,
          Parameters.NETWORK,
          Parameters.LANG_GIVEN);

  private static final double HOURS_A_DAY = 24;

  private final Coverages coverages;
  private final Relations relations;

  public SeriesOf(Coverages coverages, Relations relations) {
    this.coverages = coverages;
    this.relations = relations;
  }

  /**
   * How a measure is made from two sums in a bucket.
   *
   * @param count the sum that is the value of a count; the hits or the sum of a rate
   * @param n posts that a rate is out of; empty for counts
   * @param squares of a mean; empty for others
   */
  private record Formula(String count, String n, String squares, boolean hourly) {}

  private static final String POSTS = "originals + replies_made + quotes_made";

  private static Formula formula(Measure measure) {
    return switch (measure.id()) {
      case "posts", "posts-per-day" -> new Formula(POSTS, "", "", true);
      case "reposts-made" -> new Formula("reposts_made", "", "", true);
      case "hashtag-posts" -> new Formula("posts", "", "", false);
      case "engagement" -> new Formula("likes + reposts + replies + quotes", "", "", false);
      case "conversational" -> new Formula("replies_made", POSTS, "", true);
      case "conversational-all" -> new Formula("replies_made", POSTS + " + reposts_made", "", true);
      case "effectiveness" -> new Formula("repost_sum", "repost_known", "repost_squares", false);
      default ->
          throw new Problem(
              400,
              "MEASURE_NO_SERIES",
              "%s has no series; posts, posts-per-day, reposts-made, hashtag-posts, engagement, effectiveness, conversational and conversational-all have"
                  .formatted(measure.id()),
              "m");
    };
  }

  private record Sums(double count, long n, double squares) {
    static final Sums ZERO = new Sums(0, 0, 0);

    Sums plus(Sums o) {
      return new Sums(count + o.count, n + o.n, squares + o.squares);
    }
  }

  /** Answers. */
  public Rows<Point> answer(Asked asked, Reading store) {
    Selection selection = Selection.of(asked);
    String tag = asked.find(Parameters.TAG);
    Measure measure = measure(asked.get(Parameters.M), tag, selection);
    Step step = Step.of(asked.find(Parameters.STEP), selection.window());
    List<Window> buckets = step.buckets(selection.window());
    Map<Instant, Map<Network, Sums>> sums = sums(measure, tag, step, selection, store);
    Heard heard = coverages.heard(selection, asked.context().listing(), store);
    Speakers speakers = Speakers.of(selection, asked.context().listing());
    List<Point> points = new ArrayList<>(buckets.size());
    for (Window bucket : buckets) {
      Map<Network, Sums> by = sums.getOrDefault(bucket.from(), Map.of());
      Estimate estimate = estimate(measure, by, bucket, heard, speakers);
      boolean open = bucket.to().isAfter(asked.context().now());
      points.add(
          new Point(
              bucket.from(),
              told(estimate.value()),
              told(estimate.low()),
              open ? null : told(estimate.high())));
    }
    return new Rows<>(measure, selection, points, null, null);
  }

  private static @Nullable Double told(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private static Measure measure(Measure asked, @Nullable String tag, Selection selection) {
    if (tag == null) {
      if (asked.id().equals("hashtag-posts")) {
        throw new Problem(400, "PARAMETER_MISSING", "hashtag-posts needs a tag", "tag");
      }
      return asked;
    }
    if (!asked.id().equals("posts") && !asked.id().equals("hashtag-posts")) {
      throw Problem.bad("tag", "tag goes with m=hashtag-posts; got m=" + asked.id());
    }
    if (!selection.langs().isEmpty()) {
      throw Problem.bad("lang", "hashtag-posts is not known by language");
    }
    return MeasureCatalogue.get("hashtag-posts");
  }

  private Map<Instant, Map<Network, Sums>> sums(
      Measure measure, @Nullable String tag, Step step, Selection selection, Reading store) {
    Formula formula = formula(measure);
    Sql sql =
        Sql.of(
            """
            select date_trunc('%s', at, 'UTC') as bucket, network, sum(%s)::double precision as value,
                   %s::bigint as n, %s::double precision as squares
            from ({}) r group by 1, 2
            """
                .formatted(
                    step.field(),
                    formula.count,
                    formula.n.isEmpty() ? "0" : "sum(" + formula.n + ")",
                    formula.squares.isEmpty() ? "0" : "sum(" + formula.squares + ")"),
            source(formula, tag, step, selection));
    Map<Instant, Map<Network, Sums>> sums = new HashMap<>();
    store.list(
        sql,
        row ->
            sums.computeIfAbsent(Reading.instant(row, "bucket"), k -> new EnumMap<>(Network.class))
                .put(
                    Reading.network(row, "network"),
                    new Sums(row.getDouble("value"), row.getLong("n"), row.getDouble("squares"))));
    return sums;
  }

  /** The narrowest relation whose grain fits the step. */
  private Sql source(Formula formula, @Nullable String tag, Step step, Selection selection) {
    Relations grained = step == Step.HOUR ? new Relations(false) : relations;
    if (tag != null) {
      return grained.tags(selection, List.of(tag));
    }
    return formula.hourly && selection.actors() == null
        ? relations.countryHours(selection)
        : grained.accountDays(selection);
  }

  private static Estimate estimate(
      Measure measure, Map<Network, Sums> by, Window bucket, Heard heard, Speakers speakers) {
    Sums all = by.values().stream().reduce(Sums.ZERO, Sums::plus);
    return switch (measure.id()) {
      case "conversational", "conversational-all" ->
          Intervals.share((long) all.count, all.n, measure.minPosts());
      case "effectiveness" -> Intervals.mean(all.n, all.count, all.squares, measure.minPosts());
      default -> {
        Map<Network, Long> counts = new EnumMap<>(Network.class);
        by.forEach(
            (network, sums) -> {
              if (sums.count > 0) {
                counts.put(network, (long) sums.count);
              }
            });
        Estimate count = heard.count(counts, speakers, bucket);
        yield measure.id().equals("posts-per-day")
            ? count.times(HOURS_A_DAY / bucket.length().toHours())
            : count;
      }
    };
  }
}
