package org.chancery.server.api.live;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What changed most between two hours. Thread-safe. */
final class Changes {
  /** A count now and before. */
  record Change(String key, long now, long before) {
    /**
     * The difference in units of its own noise: counts vary by about the square root of their sum,
     * so 2 to 6 says less than 200 to 300.
     */
    double weight() {
      long sum = now + before;
      return sum == 0 ? 0 : Math.abs(now - before) / Math.sqrt(sum);
    }
  }

  private Changes() {}

  /** The strongest first; equal ones by name. */
  static List<Change> strongest(Map<String, Long> now, Map<String, Long> before, int most) {
    Set<String> keys = new HashSet<>(now.keySet());
    keys.addAll(before.keySet());
    return keys.stream()
        .map(k -> new Change(k, now.getOrDefault(k, 0L), before.getOrDefault(k, 0L)))
        .filter(c -> c.now + c.before > 0)
        .sorted(Comparator.comparingDouble(Change::weight).reversed().thenComparing(Change::key))
        .limit(most)
        .toList();
  }
}
