package org.chancery.ingest.source.x;

import java.io.Serializable;
import java.net.URI;
import java.time.Duration;

/**
 * How X is read. Nothing is unless an operator says so: X binds whoever uses its API by a contract.
 *
 * @param api where the API is, {@code https://api.x.com}
 * @param token file with the bearer token of the operator's app
 * @param stream whether the filtered stream is listened to; else timelines are asked in turns
 * @param reads most posts and users that may be read in a calendar month (UTC): each costs money
 * @param timelines time between two rounds of timelines without a stream
 * @param follows time between two readings of whom listed accounts follow, zero for never
 * @param followers whether the newest followers are looked through for listed accounts as well
 * @param compliance how deletions are heard of
 * @param ruleLength most characters of a rule, as the contract allows
 * @param rules most rules, as the contract allows
 */
public record XSettings(
    URI api,
    String token,
    boolean stream,
    long reads,
    Duration timelines,
    Duration follows,
    boolean followers,
    Compliance compliance,
    int ruleLength,
    int rules)
    implements Serializable {
  public static final URI API = URI.create("https://api.x.com");

  /** X asks that deletions are followed within a day. */
  static final Duration COMPLIANCE_WITHIN = Duration.ofHours(24);

  static final Duration COMPLIANCE_EVERY = Duration.ofHours(8);

  /** Ways to hear of deletions. */
  public enum Compliance {
    /** A list of what is kept is given to X every eight hours; X says what is gone. */
    BATCH,
    /** Deletions come at once; enterprise contracts only. */
    STREAM
  }

  public XSettings {
    check(reads > 0, "reads", reads, "a number from 1");
    check(ruleLength >= 32 && ruleLength <= 2_048, "rule-length", ruleLength, "32 to 2048");
    check(rules >= 1 && rules <= 100_000, "rules", rules, "1 to 100000");
    check(timelines.compareTo(Duration.ofMinutes(1)) >= 0, "timelines", timelines, "at least PT1M");
    check(!follows.isNegative(), "follows", follows, "PT0S for never, or a time");
  }

  private static void check(boolean sound, String key, Object given, String allowed) {
    if (!sound) {
      throw new IllegalArgumentException(
          "%s is %s, was %s".formatted(key, allowed, given.toString()));
    }
  }

  /** What a usual contract allows, with a budget. */
  public static XSettings usual(URI api, String token, long reads) {
    return new XSettings(
        api,
        token,
        true,
        reads,
        Duration.ofMinutes(15),
        Duration.ofDays(7),
        false,
        Compliance.BATCH,
        1_024,
        1_000);
  }
}
