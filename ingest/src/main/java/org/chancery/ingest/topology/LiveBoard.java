package org.chancery.ingest.topology;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
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

  private final TreeMap<Instant, Map<What, Map<String, Long>>> minutes = new TreeMap<>();
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
    version.incrementAndGet();
  }

  /** Says that something else on the page may have changed, for example new posts were stored. */
  public void touch() {
    version.incrementAndGet();
  }

  /** Grows with every change. */
  public long version() {
    return version.get();
  }

  /** Sums over {@code [from, to)} by key. */
  public synchronized Map<String, Long> sums(What what, Instant from, Instant to) {
    Map<String, Long> sums = new HashMap<>();
    minutes
        .subMap(from, true, to, false)
        .values()
        .forEach(
            m -> m.getOrDefault(what, Map.of()).forEach((k, n) -> sums.merge(k, n, Long::sum)));
    return sums;
  }

  /** Posts of one minute, 0 when none were counted. */
  public synchronized long posts(Instant minute) {
    return minutes
        .getOrDefault(minute, Map.of())
        .getOrDefault(What.POSTS, Map.of())
        .getOrDefault("", 0L);
  }

  /** The newest minute that holds a count; null before the first. */
  public synchronized @Nullable Instant newest() {
    return minutes.isEmpty() ? null : minutes.lastKey();
  }
}
