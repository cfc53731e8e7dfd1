package org.chancery.server.api.sql;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work on the store beside that of an answer. Closed before its result was taken, it is given up:
 * when {@link #close} returns nothing of it goes on. For one thread.
 */
public final class Beside<T> implements AutoCloseable {
  private static final long LOOK_MILLIS = 50;

  private final Supplier<T> result;
  private final @Nullable UnderWay underWay;

  private Beside(Supplier<T> result, @Nullable UnderWay underWay) {
    this.result = result;
    this.underWay = underWay;
  }

  /** Work that another thread does, and how to end it. */
  private record UnderWay(CompletableFuture<?> end, Cancelling cancelling) {}

  /** Work that is done when its result is asked for. */
  public static <T> Beside<T> later(Supplier<T> work) {
    return new Beside<>(work, null);
  }

  static <T> Beside<T> underWay(CompletableFuture<T> result, Cancelling cancelling) {
    return new Beside<>(() -> outcome(result), new UnderWay(result, cancelling));
  }

  private static <T> T outcome(CompletableFuture<T> result) {
    try {
      return result.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** The result, or the failure of the work. */
  public T get() {
    return result.get();
  }

  @Override
  public void close() {
    if (underWay == null) {
      return;
    }
    boolean interrupted = false;
    while (!underWay.end.isDone()) {
      underWay.cancelling.cancel();
      try {
        underWay.end.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException | ExecutionException e) {
        // a query that had not begun is cancelled next time; how it failed, nobody asks any more
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
