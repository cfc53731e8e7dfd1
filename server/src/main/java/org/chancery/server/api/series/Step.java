package org.chancery.server.api.series;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chancery.core.time.Window;
import org.chancery.server.api.query.Problem;
import org.jspecify.annotations.Nullable;

/** Width of a bucket, in UTC. */
public enum Step {
  HOUR(Duration.ofHours(1)),
  DAY(Duration.ofDays(1)),
  WEEK(Duration.ofDays(7));

  private static final int MOST_BUCKETS = 10_000;
  private static final Duration HOURS_UP_TO = Duration.ofHours(48);

  private final Duration width;

  Step(Duration width) {
    this.width = width;
  }

  /** By its slug; without one, hours up to 48 hours, else days. */
  public static Step of(@Nullable String slug, Window window) {
    if (slug != null) {
      return valueOf(slug.toUpperCase(Locale.ROOT));
    }
    return window.length().compareTo(HOURS_UP_TO) <= 0 ? HOUR : DAY;
  }

  /** As PostgreSQL's date_trunc names it. */
  public String field() {
    return name().toLowerCase(Locale.ROOT);
  }

  private Instant begin(Instant at) {
    ZonedDateTime utc = at.atZone(ZoneOffset.UTC);
    return switch (this) {
      case HOUR -> utc.truncatedTo(ChronoUnit.HOURS).toInstant();
      case DAY -> utc.truncatedTo(ChronoUnit.DAYS).toInstant();
      case WEEK ->
          utc.truncatedTo(ChronoUnit.DAYS)
              .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
              .toInstant();
    };
  }

  /** All buckets that touch a window; the first may begin before it. */
  public List<Window> buckets(Window window) {
    Instant at = begin(window.from());
    if (Duration.between(at, window.to()).dividedBy(width) > MOST_BUCKETS) {
      throw Problem.bad(
          "step", "at most %d buckets are told; take a wider step".formatted(MOST_BUCKETS));
    }
    List<Window> buckets = new ArrayList<>();
    while (at.isBefore(window.to())) {
      buckets.add(new Window(at, at.plus(width)));
      at = at.plus(width);
    }
    return buckets;
  }
}
