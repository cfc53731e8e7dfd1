package org.chancery.simulator.world;

import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What will happen, by time; of two at the same moment the one entered first. Not thread-safe. */
final class Agenda {
  record Entry(long timeMicros, long order, Action action) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      int byTime = Long.compare(timeMicros, other.timeMicros);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private final PriorityQueue<Entry> entries = new PriorityQueue<>();
  private long order;

  void enter(long timeMicros, Action action) {
    entries.add(new Entry(timeMicros, order++, action));
  }

  /** The next entry at or before the moment, taken off; null when there is none. */
  @Nullable Entry pollUntil(long micros) {
    Entry next = entries.peek();
    return next == null || next.timeMicros > micros ? null : entries.poll();
  }

  int size() {
    return entries.size();
  }
}
