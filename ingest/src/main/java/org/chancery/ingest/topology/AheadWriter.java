package org.chancery.ingest.topology;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.chancery.ingest.store.Batch;
import org.jspecify.annotations.Nullable;

/**
 * Lets the stream go on while its last batch is being stored: one batch is under way, the next one
 * waits for it. Batches are stored in the order given. For one thread.
 */
final class AheadWriter implements AutoCloseable {
  private final Hub hub;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("post store").daemon().factory());
  private @Nullable Future<?> underWay;

  AheadWriter(Hub hub) {
    this.hub = hub;
  }

  /** Takes a batch over, once the one before is stored. */
  void write(Batch batch) throws IOException {
    await();
    underWay =
        thread.submit(
            () -> {
              hub.store().write(batch);
              hub.board().touch();
              return null;
            });
  }

  /** Returns when all that was given is durable. */
  void await() throws IOException {
    if (underWay == null) {
      return;
    }
    try {
      underWay.get();
      underWay = null;
    } catch (ExecutionException e) {
      throw new IOException("the store did not take a batch", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the store took a batch", e);
    }
  }

  /**
   * Waits for the batch under way, also when the job was cancelled: one that ended later would
   * write beside whoever goes on. Nobody hears whether it failed, and no checkpoint rests on it.
   */
  @Override
  public void close() {
    thread.close();
  }
}
