package org.chancery.core.measure;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chancery.core.time.Window;

/**
 * {@code followers-growth} of one account: the difference between the snapshots nearest to both
 * ends of a window. Immutable.
 */
public record FollowersGrowth(Snapshot first, Snapshot last) {
  /** A snapshot further from its end than this share of the window does not stand for it. */
  public static final double FARTHEST = 0.1;

  /** Followers as seen at a moment, from 0. */
  public record Snapshot(Instant at, long followers) {
    public Snapshot {
      if (followers < 0) {
        throw new IllegalArgumentException("followers must not be negative, was " + followers);
      }
    }
  }

  /** Empty when no snapshot is near enough to one of the ends. Order of the snapshots is free. */
  public static Optional<FollowersGrowth> of(Window window, Collection<Snapshot> snapshots) {
    return nearest(window, window.from(), snapshots)
        .flatMap(
            first ->
                nearest(window, window.to(), snapshots)
                    .map(last -> new FollowersGrowth(first, last)));
  }

  private static Optional<Snapshot> nearest(
      Window window, Instant end, Collection<Snapshot> snapshots) {
    double farthest = FARTHEST * window.length().toMillis();
    return snapshots.stream()
        .min(Comparator.comparingLong((Snapshot s) -> distance(s, end)).thenComparing(Snapshot::at))
        .filter(s -> distance(s, end) <= farthest);
  }

  private static long distance(Snapshot snapshot, Instant end) {
    return Duration.between(snapshot.at(), end).abs().toMillis();
  }

  /** Accounts gained, negative when lost. */
  public long difference() {
    return last.followers() - first.followers();
  }

  /** Gained in percent of the first snapshot; empty when that was 0. */
  public OptionalDouble percent() {
    return first.followers() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(100.0 * difference() / first.followers());
  }
}
