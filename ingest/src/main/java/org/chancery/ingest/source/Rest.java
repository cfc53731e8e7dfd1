package org.chancery.ingest.source;

import java.time.Duration;

/** The pause of a reader that has nothing to do; another thread can end it. Thread-safe. */
public final class Rest {
  private boolean woken;

  /** Waits so long, or until somebody ends the rest; at once if that has happened already. */
  public synchronized void take(Duration longest) throws InterruptedException {
    if (!woken) {
      wait(longest.toMillis());
    }
    woken = false;
  }

  /** Ends this rest, or the next one. */
  public synchronized void end() {
    woken = true;
    notifyAll();
  }
}
