package org.chancery.ingest.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Conditions of an engine under test, waited for far longer than they should take. */
final class Waiting {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration PAUSE = Duration.ofMillis(20);

  /** Looks at which nothing moved, one behind the other, before all is said to stand still. */
  private static final int LOOKS = 10;

  private static final String TASKS = "Flink Task Threads";

  private Waiting() {}

  /** A condition; may fail for want of anything. */
  @FunctionalInterface
  interface Check {
    boolean holds() throws Exception;
  }

  static void await(String what, Check check) throws Exception {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!check.holds()) {
      assertThat(System.nanoTime()).as("waiting until " + what).isLessThan(until);
      Thread.sleep(PAUSE);
    }
  }

  /**
   * Waits for a checkpoint that began after this call. Checkpoints follow one another, so the
   * second that ends from now on is one.
   */
  static void awaitCheckpoint(Engine engine) throws Exception {
    for (int ended = 1; ended <= 2; ended++) {
      Path before = newest(engine);
      await(
          "a checkpoint ends",
          () -> {
            Path newest = newest(engine);
            return newest != null && !newest.equals(before);
          });
    }
  }

  private static @Nullable Path newest(Engine engine) throws InterruptedException {
    while (true) {
      try {
        return engine.newestCheckpoint().orElse(null);
      } catch (UncheckedIOException e) {
        Thread.sleep(PAUSE); // an older checkpoint went meanwhile
      }
    }
  }

  /** Waits until every task of the engine waits for another and a count no longer grows. */
  static void awaitStandstill(IntSupplier count) throws Exception {
    AtomicInteger last = new AtomicInteger(-1);
    AtomicInteger looks = new AtomicInteger();
    await(
        "all stands still",
        () -> {
          int now = count.getAsInt();
          boolean still = last.getAndSet(now) == now && tasksWait();
          return (still ? looks.incrementAndGet() : looks.getAndSet(0)) >= LOOKS && still;
        });
  }

  /** Whether there are tasks and all wait; one that only lacks a processor does not. */
  private static boolean tasksWait() {
    int tasks = 0;
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      ThreadGroup group = thread.getThreadGroup();
      if (group != null && group.getName().equals(TASKS)) {
        tasks++;
        Thread.State state = thread.getState();
        if (state != Thread.State.WAITING && state != Thread.State.TIMED_WAITING) {
          return false;
        }
      }
    }
    return tasks > 0;
  }
}
