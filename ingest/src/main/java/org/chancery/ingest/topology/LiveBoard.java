package org.chancery.ingest.topology;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The last two hours by the minute, as the windows of the topology count them: what the page Now is
 * made from. Setting the same minute twice keeps the newer value. Thread-safe.
 */
public final class LiveBoard {
  /** Minutes kept: an hour, the hour before it, and some for what comes late. */
  public static final int MINUTES = 125;

  /** What is counted by the minute. */
  public enum What {
    /** All posts by listed actors; the key is empty. */
    POSTS,
    /** By country; the key is ISO alpha-3. */
    COUNTRY,
    /** By case-folded tag. */
    TAG,
    /** By pair of countries; the key is {@code FRA>DEU}. */
    PAIR
  }

  /** A count of one minute. */
  public record Count(Instant minute, What what, String key, long posts) {}

  private final TreeMap<Instant, Map<What, Map<String, Long>>> minutes = new TreeMap<>();

  /** What was counted and then taken back, as far as the store tells. */
  private final TreeMap<Instant, Map<What, Map<String, Long>>> takenBack = new TreeMap<>();

  private final AtomicLong version = new AtomicLong();

  /** Sets a minute's count. */
  public synchronized void set(Instant minute, What what, String key, long posts) {
    minutes
        .computeIfAbsent(minute.truncatedTo(ChronoUnit.MINUTES), m -> new HashMap<>())
        .computeIfAbsent(what, w -> new HashMap<>())
        .put(key, posts);
    while (minutes.firstKey().isBefore(minutes.lastKey().minus(MINUTES, ChronoUnit.MINUTES))) {
      minutes.pollFirstEntry();
    }
    takenBack.headMap(minutes.firstKey()).clear();
    version.incrementAndGet();
  }

  /**
   * Compares with what is stored after posts were taken back: what the board counts beyond that is
   * left out of what it shows, also when the windows tell the same minutes again.
   *
   * @param stored all counts of the minutes on the board
   */
  public synchronized void takeBack(List<Count> stored) {
    Map<Count, Long> truth = new HashMap<>();
    stored.forEach(c -> truth.put(new Count(c.minute, c.what, c.key, 0), c.posts));
    takenBack.clear();
    minutes.forEach(
        (minute, counts) ->
            counts.forEach(
                (what, keys) ->
                    keys.forEach(
                        (key, posts) -> {
                          long beyond =
                              posts - truth.getOrDefault(new Count(minute, what, key, 0), 0L);
                          if (beyond > 0) {
                            takenBack
                                .computeIfAbsent(minute, m -> new EnumMap<>(What.class))
                                .computeIfAbsent(what, w -> new HashMap<>())
                                .put(key, beyond);
                          }
                        })));
    version.incrementAndGet();
  }

  /** Whether anything is left out. */
  public synchronized boolean anyTakenBack() {
    return !takenBack.isEmpty();
  }

  /** Says that something else on the page may have changed, for example new posts were stored. */
  public void touch() {
    version.incrementAndGet();
  }

  /** Grows with every change. */
  public long version() {
    return version.get();
  }

  /** Sums over {@code [from, to)} by key, those that are not 0. */
  public synchronized Map<String, Long> sums(What what, Instant from, Instant to) {
    Map<String, Long> sums = new HashMap<>();
    minutes
        .subMap(from, true, to, false)
        .forEach(
            (minute, m) ->
                m.getOrDefault(what, Map.of())
                    .forEach((k, n) -> sums.merge(k, left(minute, what, k, n), Long::sum)));
    sums.values().removeIf(n -> n == 0);
    return sums;
  }

  /** Posts of one minute, 0 when none were counted. */
  public synchronized long posts(Instant minute) {
    long counted =
        minutes
            .getOrDefault(minute, Map.of())
            .getOrDefault(What.POSTS, Map.of())
            .getOrDefault("", 0L);
    return left(minute, What.POSTS, "", counted);
  }

  private long left(Instant minute, What what, String key, long counted) {
    long gone =
        takenBack.getOrDefault(minute, Map.of()).getOrDefault(what, Map.of()).getOrDefault(key, 0L);
    return Math.max(0, counted - gone);
  }

  /** The newest minute that holds a count; null before the first. */
  public synchronized @Nullable Instant newest() {
    return minutes.isEmpty() ? null : minutes.lastKey();
  }
}
