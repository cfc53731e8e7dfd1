package org.chancery.ingest.source.x;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;

/**
 * How far X was read. Immutable.
 *
 * @param until posts before this moment were heard, or are told as a gap; the epoch before the
 *     first start
 * @param month calendar month (UTC) of the budget
 * @param reads posts and users read in it
 * @param accounts when profiles of listed accounts were last asked for
 * @param follows when it was last asked whom they follow
 * @param compliance what X says is gone was followed up to this moment
 */
record XPlace(
    Instant until,
    YearMonth month,
    long reads,
    Instant accounts,
    Instant follows,
    Instant compliance)
    implements Comparable<XPlace> {
  private static final Comparator<XPlace> ORDER =
      Comparator.comparing(XPlace::month)
          .thenComparing(XPlace::reads)
          .thenComparing(XPlace::until)
          .thenComparing(XPlace::compliance)
          .thenComparing(XPlace::accounts)
          .thenComparing(XPlace::follows);

  /** Before anything was read: what was posted before is for imports. */
  static XPlace at(Instant now) {
    return new XPlace(now, monthOf(now), 0, Instant.EPOCH, Instant.EPOCH, now);
  }

  static YearMonth monthOf(Instant at) {
    return YearMonth.from(at.atZone(ZoneOffset.UTC));
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException when it is of another program
   */
  static XPlace parse(String text) {
    String[] part = text.split(" ", -1);
    if (part.length != 6) {
      throw new IllegalArgumentException("no place on X: " + text);
    }
    return new XPlace(
        Instant.parse(part[0]),
        YearMonth.parse(part[1]),
        Long.parseLong(part[2]),
        Instant.parse(part[3]),
        Instant.parse(part[4]),
        Instant.parse(part[5]));
  }

  String text() {
    return String.join(
        " ",
        until.toString(),
        month.toString(),
        Long.toString(reads),
        accounts.toString(),
        follows.toString(),
        compliance.toString());
  }

  /** With so many reads more; a new month begins at none. */
  XPlace withReads(long more, Instant now) {
    YearMonth current = monthOf(now);
    long before = current.isAfter(month) ? 0 : reads;
    return new XPlace(
        until,
        current.isAfter(month) ? current : month,
        before + more,
        accounts,
        follows,
        compliance);
  }

  XPlace withUntil(Instant heard) {
    return heard.isAfter(until)
        ? new XPlace(heard, month, reads, accounts, follows, compliance)
        : this;
  }

  XPlace withAccounts(Instant at) {
    return new XPlace(until, month, reads, at, follows, compliance);
  }

  XPlace withFollows(Instant at) {
    return new XPlace(until, month, reads, accounts, at, compliance);
  }

  XPlace withCompliance(Instant at) {
    return at.isAfter(compliance) ? new XPlace(until, month, reads, accounts, follows, at) : this;
  }

  /** When the budget of the month is whole again. */
  Instant nextMonth() {
    return month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  @Override
  public int compareTo(XPlace other) {
    return ORDER.compare(this, other);
  }
}
