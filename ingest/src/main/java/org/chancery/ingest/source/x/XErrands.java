package org.chancery.ingest.source.x;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Chores under way, each with the moment before which X does not want to be asked. Of those that
 * may be asked the one that waited longest goes first. Not thread-safe.
 */
final class XErrands {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final int MOST_FAILURES = 6;

  /**
   * A question that was asked.
   *
   * @param ended whether it was the chore's last
   * @param complete whether every question of it was answered
   */
  record Done(XChore chore, boolean ended, boolean complete) {}

  private static final class Under {
    final XChore chore;
    Instant next;
    int failures;
    boolean complete = true;

    Under(XChore chore, Instant next) {
      this.chore = chore;
      this.next = next;
    }
  }

  private final XApi api;
  private final InstantSource clock;
  private final List<Under> all = new ArrayList<>();
  private @Nullable String error;

  XErrands(XApi api, InstantSource clock) {
    this.api = api;
    this.clock = clock;
  }

  void begin(XChore chore) {
    all.add(new Under(chore, clock.instant()));
  }

  boolean has(String name) {
    return all.stream().anyMatch(under -> under.chore.name().equals(name));
  }

  void forget(String name) {
    all.removeIf(under -> under.chore.name().equals(name));
  }

  boolean idle(Instant now) {
    return all.stream().allMatch(under -> under.next.isAfter(now));
  }

  /** Why the last question was not answered; null when it was. */
  @Nullable String error() {
    return error;
  }

  /**
   * Asks one question of a chore that may be asked now.
   *
   * @return null when there is none
   */
  @Nullable Done step(XNews news, Predicate<XChore> which) {
    Instant now = clock.instant();
    Under under =
        all.stream()
            .filter(one -> which.test(one.chore) && !one.next.isAfter(now))
            .min(Comparator.comparing(one -> one.next))
            .orElse(null);
    if (under == null) {
      return null;
    }
    if (!under.chore.done()) {
      answered(under, under.chore.step(api, news), news);
    }
    boolean ended = under.chore.done();
    if (ended) {
      all.remove(under);
    }
    return new Done(under.chore, ended, under.complete);
  }

  private void answered(Under under, XAnswer answer, XNews news) {
    Instant now = clock.instant();
    switch (answer) {
      case XAnswer.Page page -> {
        under.failures = 0;
        under.next = now;
        error = null;
      }
      case XAnswer.Later(Instant until, String why) -> {
        under.next = until;
        error = why.isEmpty() ? error : under.chore.name() + ": " + why;
      }
      case XAnswer.Denied(int status, String why) -> {
        news.count("denied-" + status);
        error = under.chore.name() + ": " + why;
        boolean mayBeGone = status == 403 || status == 404;
        under.complete &= mayBeGone && under.chore.reads();
        under.chore.passOver();
        under.next = under.chore.reads() ? now : now.plus(pause(under));
      }
      case XAnswer.Broken(String why) -> {
        news.count("failed");
        error = under.chore.name() + ": " + why;
        under.next = now.plus(pause(under));
        if (under.failures > MOST_FAILURES) {
          under.failures = 0;
          under.complete = false;
          under.chore.passOver();
        }
      }
    }
  }

  private static Duration pause(Under under) {
    return FIRST_PAUSE.multipliedBy(1L << Math.min(under.failures++, MOST_FAILURES));
  }
}
