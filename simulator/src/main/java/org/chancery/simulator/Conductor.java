package org.chancery.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.chancery.simulator.timeline.Timeline;
import org.chancery.simulator.world.World;
import org.chancery.simulator.world.WorldPlan;

/**
 * Moves the world: through its history as fast as it goes, then along with the clock. Its own
 * thread is the only one that touches world and timeline.
 */
final class Conductor implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(10);
  private static final long HISTORY_STEP_MICROS = Duration.ofHours(6).toNanos() / 1_000;

  private final World world;
  private final Timeline timeline;
  private final SimulatedClock clock;
  private final WorldPlan plan;
  private final CountDownLatch live = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean stopping;
  private volatile int pending;

  Conductor(World world, Timeline timeline, SimulatedClock clock, WorldPlan plan) {
    this.world = world;
    this.timeline = timeline;
    this.clock = clock;
    this.plan = plan;
    this.thread = Thread.ofPlatform().name("world").daemon(true).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Opens when history is whole. */
  CountDownLatch live() {
    return live;
  }

  boolean isHistoryWhole() {
    return live.getCount() == 0;
  }

  /** How many actions wait in the world. */
  int pending() {
    return pending;
  }

  private void run() {
    try {
      long start = WorldPlan.micros(plan.start());
      for (long at = WorldPlan.micros(plan.historyFrom());
          at < start && !stopping;
          at += HISTORY_STEP_MICROS) {
        step(Math.min(at, start - 1));
      }
      if (!stopping) step(start - 1);
      live.countDown();
      live(start - 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      live.countDown();
    }
  }

  /**
   * Follows the clock; one that fell behind catches up in short steps, so that readers hear it all
   * the while.
   */
  private void live(long from) throws IOException, InterruptedException {
    long longest = Math.max(1, (long) (TICK.toNanos() / 1_000 * 5 * clock.speed()));
    long at = from;
    while (!stopping) {
      long now = WorldPlan.micros(clock.instant());
      boolean behind = now - at > longest;
      at = behind ? at + longest : now;
      step(at);
      if (!behind) Thread.sleep(TICK);
    }
  }

  private void step(long micros) throws IOException {
    world.advanceTo(micros);
    timeline.publish();
    pending = world.pending();
  }

  /** Stops after the step that is under way. */
  @Override
  public void close() {
    stopping = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
