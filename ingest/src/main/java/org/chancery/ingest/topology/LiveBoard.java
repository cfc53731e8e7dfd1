package org.chancery.ingest.topology;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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
  public record Count(Instant minute, What what, String key, long posts) {
    private Count withPosts(long n) {
      return new Count(minute, what, key, n);
    }
  }

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

  /** All that the windows counted so far, what was taken back included. */
  public synchronized List<Count> heard() {
    List<Count> heard = new ArrayList<>();
    minutes.forEach(
        (minute, counts) ->
            counts.forEach(
                (what, keys) ->
                    keys.forEach((key, n) -> heard.add(new Count(minute, what, key, n)))));
    return heard;
  }

  /**
   * Compares with what is stored: what was heard beyond that was taken back, and is left out of
   * what the board shows, also when the windows tell the same minutes again. But the newest posts
   * are on the board before they are stored. So no more is left out than what was heard beyond the
   * store by now, and no less than what was heard by the comparison before, whose posts are stored;
   * in between, what was left out stays so.
   *
   * @param before what was heard by the comparison before; empty for the first
   * @param heard what was heard until just before the store was asked
   * @param stored all counts of the minutes on the board
   */
  public synchronized void takeBack(List<Count> before, List<Count> heard, List<Count> stored) {
    Map<Count, Long> settled = byKey(before);
    Map<Count, Long> truth = byKey(stored);
    TreeMap<Instant, Map<What, Map<String, Long>>> now = new TreeMap<>();
    for (Count count : heard) {
      Count key = count.withPosts(0);
      long most = count.posts - truth.getOrDefault(key, 0L);
      long least = most - Math.max(0, count.posts - settled.getOrDefault(key, 0L));
      long gone = Math.max(least, Math.min(most, gone(count.minute, count.what, count.key)));
      if (gone > 0) {
        now.computeIfAbsent(count.minute, m -> new EnumMap<>(What.class))
            .computeIfAbsent(count.what, w -> new HashMap<>())
            .put(count.key, gone);
      }
    }
    if (!now.equals(takenBack)) {
      takenBack.clear();
      takenBack.putAll(now);
      version.incrementAndGet();
    }
  }

  private static Map<Count, Long> byKey(List<Count> counts) {
    Map<Count, Long> byKey = new HashMap<>();
    counts.forEach(c -> byKey.put(c.withPosts(0), c.posts));
    return byKey;
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
    return Math.max(0, counted - gone(minute, what, key));
  }

  private long gone(Instant minute, What what, String key) {
    return takenBack
        .getOrDefault(minute, Map.of())
        .getOrDefault(what, Map.of())
        .getOrDefault(key, 0L);
  }

  /** The newest minute that holds a count; null before the first. */
  public synchronized @Nullable Instant newest() {
    return minutes.isEmpty() ? null : minutes.lastKey();
  }
}
