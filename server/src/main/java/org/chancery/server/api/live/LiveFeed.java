package org.chancery.server.api.live;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes all listeners when there is a new snapshot. One thread looks for changes, and only while
 * somebody listens. Thread-safe.
 */
public final class LiveFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
  private static final long LOOK_EVERY_MILLIS = 250;

  private final Snapshots snapshots;
  private final AtomicInteger listeners = new AtomicInteger();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread looking;
  private Snapshots.@Nullable Sent newest;
  private volatile boolean closed;

  public LiveFeed(Snapshots snapshots) {
    this.snapshots = snapshots;
    this.looking = Thread.ofVirtual().name("live-feed").start(this::look);
  }

  private void look() {
    while (!closed) {
      try {
        if (listeners.get() > 0) {
          refresh();
        }
        Thread.sleep(LOOK_EVERY_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void refresh() {
    try {
      publish(snapshots.current());
    } catch (RuntimeException e) {
      LOG.warn("no snapshot could be made: {}", e.toString());
    }
  }

  private void publish(Snapshots.Sent sent) {
    lock.lock();
    try {
      if (newest != sent) {
        newest = sent;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Somebody begins to listen; to be followed by {@link #leave}. */
  int join() {
    int all = listeners.incrementAndGet();
    if (all == 1) {
      refresh(); // what was last made may be of another hour
    }
    return all;
  }

  void leave() {
    listeners.decrementAndGet();
  }

  boolean closed() {
    return closed;
  }

  /** Waits for a snapshot of another version; null when there was none in that time. */
  Snapshots.@Nullable Sent await(long seen, long millis) throws InterruptedException {
    long left = TimeUnit.MILLISECONDS.toNanos(millis);
    lock.lock();
    try {
      while (newest == null || newest.version() == seen) {
        if (left <= 0 || closed) {
          return null;
        }
        left = changed.awaitNanos(left);
      }
      return newest;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    closed = true;
    looking.interrupt();
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
