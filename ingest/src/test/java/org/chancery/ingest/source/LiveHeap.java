package org.chancery.ingest.source;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * The most that lived on the heap at any of many moments: garbage is collected again and again on a
 * thread of its own, and what each collection left is looked at. Thread-safe.
 */
final class LiveHeap implements AutoCloseable {
  private static final List<MemoryPoolMXBean> POOLS =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .toList();

  private final AtomicLong most = new AtomicLong();
  private final LongAdder looks = new LongAdder();
  private final Thread watch;
  private volatile boolean closed;

  LiveHeap() {
    look();
    watch = Thread.ofPlatform().daemon().name("live heap").start(this::watch);
  }

  /** Collects garbage and tells the bytes that are left. */
  static long now() {
    System.gc();
    long left = 0;
    for (MemoryPoolMXBean pool : POOLS) {
      MemoryUsage collected = pool.getCollectionUsage();
      left += (collected == null ? pool.getUsage() : collected).getUsed();
    }
    return left;
  }

  private void watch() {
    try {
      while (!closed) {
        look();
        Thread.sleep(250); // others are to move on between two looks
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void look() {
    most.accumulateAndGet(now(), Math::max);
    looks.increment();
  }

  /** Bytes; of the looks so far. */
  long most() {
    return most.get();
  }

  long looks() {
    return looks.sum();
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    watch.join();
  }
}
