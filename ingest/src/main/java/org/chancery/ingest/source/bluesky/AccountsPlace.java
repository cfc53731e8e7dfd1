package org.chancery.ingest.source.bluesky;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How far accounts were gone through. Immutable.
 *
 * @param day since 1970 of the daily round, which goes in the order of DIDs
 * @param did the last account of the round that is done; empty before the first
 * @param read the accounts whose whole past was read, each by what tells it apart
 */
record AccountsPlace(long day, String did, Set<String> read) implements Comparable<AccountsPlace> {
  static final AccountsPlace START = new AccountsPlace(0, "", Set.of());
  private static final int END = 8;
  private static final Comparator<AccountsPlace> ORDER =
      Comparator.comparingInt((AccountsPlace place) -> place.read().size())
          .thenComparingLong(AccountsPlace::day)
          .thenComparing(AccountsPlace::did);

  AccountsPlace {
    read = Set.copyOf(read);
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException when it is of another program
   */
  static AccountsPlace parse(String text) {
    List<String> parts = List.of(text.split(" ", -1));
    if (parts.size() < 2) {
      throw new IllegalArgumentException("no place among accounts: " + text);
    }
    return new AccountsPlace(
        Long.parseLong(parts.get(0)), parts.get(1), new TreeSet<>(parts.subList(2, parts.size())));
  }

  boolean hasRead(String account) {
    return read.contains(end(account));
  }

  AccountsPlace withRead(String account) {
    Set<String> more = new TreeSet<>(read);
    more.add(end(account));
    return new AccountsPlace(day, did, more);
  }

  private static String end(String account) {
    return account.startsWith("did:plc:") // random letters to the end
        ? account.substring(Math.max(0, account.length() - END))
        : account.replace(' ', '_');
  }

  String text() {
    String round = day + " " + did;
    return read.isEmpty() ? round : round + " " + String.join(" ", new TreeSet<>(read));
  }

  @Override
  public int compareTo(AccountsPlace other) {
    return ORDER.compare(this, other);
  }
}
