package org.chancery.server.api.status;

import java.time.Instant;
import java.util.List;
import org.chancery.server.api.answer.Says;
import org.jspecify.annotations.Nullable;

/** How the hub does. */
@Says("Sources, store and coverage")
public record StatusAnswer(
    boolean simulated,
    Instant asof,
    ClockOf clock,
    BuildOf build,
    @Says("Where errors are reported: mailto:… or the address of a page; null where nobody said so")
        @Nullable String contact,
    List<SourceRow> sources,
    @Says("Null where no feed is read") @Nullable VisitsOf feeds,
    @Says("Listed accounts of Mastodon, null where none is read") @Nullable VisitsOf mastodon,
    StoreOf store,
    List<CountrySeen> coverageByCountry) {

  /** The hub's only clock. */
  public record ClockOf(Instant now, @Says("Simulated seconds a second, else 1") double speed) {}

  /** Which program this is. */
  public record BuildOf(String version, String commit, String time) {}

  /** Sizes. */
  public record StoreOf(
      @Says("Posts of listed actors") long posts,
      @Says("About: as PostgreSQL estimates it beyond 100 000") long interactions,
      int listedAccounts,
      @Says("Listed accounts with at least one post here") int seenAccounts,
      long bytes,
      @Says("complete, or how many months lack it") String textIndex,
      @Says("Months whose posts cannot be searched quickly yet") int monthsWithoutIndex,
      @Says("Months of posts") int months) {}

  /** Accounts listed and seen, of a country. */
  public record CountrySeen(String country, int listed, int seen) {}
}
