package org.chancery.server.api.live;

import java.time.Instant;
import java.util.List;
import org.chancery.server.api.answer.Coverage;
import org.chancery.server.api.answer.Says;
import org.chancery.server.api.posts.Post;
import org.chancery.server.api.status.SourceRow;

/** What happens now. Immutable. */
@Says("The page Now: the last hour against the hour before")
public record Snapshot(
    @Says("Grows with every change") long version,
    Instant asof,
    boolean simulated,
    double speed,
    @Says("The last 60 minutes, oldest first") List<Minute> minutes,
    @Says("The newest 20") List<Post> newest,
    @Says("Those that changed most, at most 10") List<TagChange> tags,
    @Says("Those that changed most, at most 10") List<PairChange> pairs,
    List<CountryCount> countries,
    List<SourceRow> sources,
    @Says("Of everybody in the last 24 hours") Coverage coverage) {

  /** Posts of one minute. */
  public record Minute(Instant at, long posts) {}

  /** A tag in this hour and the one before. */
  public record TagChange(String term, long value, long previous) {}

  /** A pair of countries in this hour and the one before. */
  public record PairChange(String from, String to, long value, long previous) {}

  /** Posts of a country in this hour. */
  public record CountryCount(String country, long value) {}
}
