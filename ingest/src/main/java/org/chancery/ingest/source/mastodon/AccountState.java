package org.chancery.ingest.source.mastodon;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a listed account between two visits. Immutable.
 *
 * @param account {@code @user@host}, folded
 * @param id by which its own server knows it, null before it was asked
 * @param newest id of the last status up to which all were read, null before the first
 * @param oldest id of the status back to which all were read; null when the past is complete
 * @param isPastRead whether nothing older is wanted
 * @param due when it is visited again
 * @param pause time between two visits
 * @param failures failures in a row
 * @param answered when its server last gave what could be read
 * @param walked when the remembered statuses were last all compared, and the profile read
 * @param known newest first
 */
record AccountState(
    String account,
    @Nullable String id,
    @Nullable String newest,
    @Nullable String oldest,
    boolean isPastRead,
    Instant due,
    Duration pause,
    int failures,
    @Nullable Instant asked,
    @Nullable Instant answered,
    @Nullable Instant walked,
    Condition condition,
    @Nullable String lastError,
    List<KnownStatus> known) {
  /** Statuses that are remembered of an account. */
  static final int MOST_KNOWN = 200;

  /** How an account does. Names are stored in lower case. */
  enum Condition {
    NEW,
    LIVE,
    FAILING,
    SUSPENDED,
    GONE
  }

  AccountState {
    known = List.copyOf(known.subList(0, Math.min(MOST_KNOWN, known.size())));
  }

  static AccountState fresh(String account, Instant due) {
    return new AccountState(
        account,
        null,
        null,
        null,
        false,
        due,
        AccountPace.FIRST,
        0,
        null,
        null,
        null,
        Condition.NEW,
        null,
        List.of());
  }

  /** How far it was read. */
  AccountState read(
      @Nullable String newNewest,
      @Nullable String newOldest,
      boolean wholePast,
      List<KnownStatus> newKnown) {
    return new AccountState(
        account, id, newNewest, newOldest, wholePast, due, pause, failures, asked, answered, walked,
        condition, lastError, newKnown);
  }

  /** With statuses that were heard elsewhere. */
  AccountState knowing(List<KnownStatus> heard) {
    Map<String, KnownStatus> all = new LinkedHashMap<>();
    known.forEach(status -> all.put(status.id(), status));
    heard.forEach(status -> all.put(status.id(), status));
    List<KnownStatus> newestFirst = all.values().stream().sorted(KnownStatus.NEWEST_FIRST).toList();
    return read(newest, oldest, isPastRead, newestFirst);
  }

  /** Its server answered. */
  AccountState answered(Instant now, Instant next, Duration newPause, boolean whole) {
    return new AccountState(
        account,
        id,
        newest,
        oldest,
        isPastRead,
        next,
        newPause,
        0,
        now,
        now,
        whole ? now : walked,
        Condition.LIVE,
        null,
        known);
  }

  /** It was not read. */
  AccountState failed(Instant now, Instant next, Condition how, String why) {
    return new AccountState(
        account,
        id,
        newest,
        oldest,
        isPastRead,
        next,
        pause,
        failures + 1,
        now,
        answered,
        walked,
        how,
        why,
        known);
  }

  /** It was not read for now: its server, or our manners, want it later. */
  AccountState postponed(Instant now, Instant next) {
    return new AccountState(
        account,
        id,
        newest,
        oldest,
        isPastRead,
        next,
        pause,
        failures,
        now,
        answered,
        walked,
        condition,
        lastError,
        known);
  }

  /** Whether it was asked in vain since it answered. */
  boolean isUnanswered() {
    return asked != null && answered != null && asked.isAfter(answered);
  }

  /** Its turn comes at another time. */
  AccountState at(Instant next) {
    return new AccountState(
        account,
        id,
        newest,
        oldest,
        isPastRead,
        next,
        pause,
        failures,
        asked,
        answered,
        walked,
        condition,
        lastError,
        known);
  }

  /** With the id by which its server knows it, null to ask anew. */
  AccountState called(@Nullable String newId) {
    return new AccountState(
        account,
        newId,
        newest,
        oldest,
        isPastRead,
        due,
        pause,
        failures,
        asked,
        answered,
        walked,
        condition,
        lastError,
        known);
  }
}
