package org.chancery.server.api.answer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.util.function.Function;

/**
 * Keeps what was found for as long as it was dear: {@link #TIMES} the time it took, between some
 * seconds and a minute. So a question that everybody asks costs the store at most a fiftieth of its
 * time. The same question asked twice at once is answered once. Thread-safe.
 */
public final class Kept<K, V> {
  private static final int TIMES = 50;
  private static final Duration AT_LEAST = Duration.ofSeconds(5);
  private static final Duration AT_MOST = Duration.ofSeconds(60);

  private record Found<V>(V value, long nanos) {}

  private final Cache<K, Found<V>> cache;

  /**
   * @param most answers kept at a time
   */
  public Kept(int most) {
    cache =
        Caffeine.newBuilder()
            .maximumSize(most)
            .expireAfter(Expiry.<K, Found<V>>writing((key, found) -> lifetime(found.nanos)))
            .build();
  }

  private static Duration lifetime(long nanos) {
    Duration dear = Duration.ofNanos(nanos).multipliedBy(TIMES);
    return dear.compareTo(AT_LEAST) < 0 ? AT_LEAST : dear.compareTo(AT_MOST) > 0 ? AT_MOST : dear;
  }

  public V get(K key, Function<K, V> find) {
    return cache.get(
            key,
            k -> {
              long begin = System.nanoTime();
              V value = find.apply(k);
              return new Found<>(value, System.nanoTime() - begin);
            })
        .value;
  }
}
