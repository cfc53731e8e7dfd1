package org.chancery.server.cli;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Tells how far long work came: a bar with rate, share and time left on a terminal, plain lines
 * elsewhere. Thread-safe.
 */
final class ProgressLine implements AutoCloseable {
  private static final int STEPS = 1_000;
  private static final long PLAIN_EVERY_MILLIS = 5_000;

  private final String task;
  private final @Nullable ProgressBar bar;
  private final long began = System.nanoTime();
  private long lastPlain = began;

  private ProgressLine(String task, @Nullable ProgressBar bar) {
    this.task = task;
    this.bar = bar;
  }

  static ProgressLine of(String task) {
    boolean terminal = System.console() != null;
    return new ProgressLine(
        task,
        terminal
            ? new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(STEPS)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(250)
                .build()
            : null);
  }

  /**
   * @param share done, 0..1
   */
  synchronized void at(long records, double share) {
    if (bar != null) {
      bar.stepTo(Math.round(share * STEPS));
      bar.setExtraMessage(" %,d records".formatted(records));
      return;
    }
    long now = System.nanoTime();
    if ((now - lastPlain) / 1_000_000 >= PLAIN_EVERY_MILLIS) {
      lastPlain = now;
      double seconds = (now - began) / 1e9;
      System.err.printf(
          "%s: %.0f %%, %,d records, %,.0f a second, %.0f s left%n",
          task, share * 100, records, records / seconds, seconds / Math.max(share, 1e-9) - seconds);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.stepTo(STEPS);
      bar.close();
    }
  }
}
