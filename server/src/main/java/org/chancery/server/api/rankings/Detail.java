package org.chancery.server.api.rankings;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.chancery.core.measure.Estimate;
import org.chancery.server.api.answer.Says;
import org.jspecify.annotations.Nullable;

/** What stands behind a value; only what the measure has. Immutable. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Detail(
    @Nullable Long likes,
    @Nullable Long reposts,
    @Nullable Long replies,
    @Nullable Long quotes,
    @Says("Parts by network; networks do not count alike") @Nullable List<NetworkPart> networks,
    @Nullable Double median,
    @Nullable Double medianLow,
    @Nullable Double medianHigh,
    @Nullable Double quartile1,
    @Nullable Double quartile3,
    @Says("Values that the median rests on") @Nullable Long values,
    @Says("Share of each language, with its interval") @Nullable List<LanguageShare> shares,
    @Says("Posts or mentions of the whole panel") @Nullable Long panel,
    @Says("Members of the panel with at least one of them") @Nullable Integer panelSize,
    @Says("Growth in percent of the first snapshot") @Nullable Double percent,
    @Says("Accounts that were added up; the same person may follow several")
        @Nullable List<AccountPart> accounts,
    @Says("Days without a post that make an account dormant") @Nullable Integer days) {

  /** Engagement on one network. */
  public record NetworkPart(
      String network, long posts, long likes, long reposts, long replies, long quotes) {}

  /** A language's part of the posts whose language is given. */
  public record LanguageShare(String lang, long posts, double value, double low, double high) {}

  /** Followers of one account. */
  public record AccountPart(String network, String handle, long followers, Instant at) {}

  private static final Detail NONE =
      new Detail(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
          null, null);

  static Detail engagement(Sums sums, List<NetworkPart> networks) {
    return new Detail(
        sums.likes(),
        sums.reposts(),
        sums.replies(),
        sums.quotes(),
        networks,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  static Detail quantiles(Estimate median, Estimate quartile1, Estimate quartile3) {
    return new Detail(
        null,
        null,
        null,
        null,
        null,
        told(median.value()),
        told(median.low()),
        told(median.high()),
        told(quartile1.value()),
        told(quartile3.value()),
        median.n(),
        null,
        null,
        null,
        null,
        null,
        null);
  }

  static Detail shares(List<LanguageShare> shares) {
    return new Detail(
        null, null, null, null, null, null, null, null, null, null, null, shares, null, null, null,
        null, null);
  }

  static Detail panel(long total, int size) {
    return new Detail(
        null, null, null, null, null, null, null, null, null, null, null, null, total, size, null,
        null, null);
  }

  static Detail followers(@Nullable Double percent, List<AccountPart> accounts) {
    return new Detail(
        null, null, null, null, null, null, null, null, null, null, null, null, null, null, percent,
        accounts, null);
  }

  static Detail days(int days) {
    return new Detail(
        null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
        null, days);
  }

  static Detail none() {
    return NONE;
  }

  /** Null for what is not a finite number. */
  static @Nullable Double told(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
