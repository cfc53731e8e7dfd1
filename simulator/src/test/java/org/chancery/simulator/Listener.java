package org.chancery.simulator;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A client by the JDK's own WebSocket: keeps every line it hears. */
public final class Listener implements AutoCloseable {
  private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch ended = new CountDownLatch(1);
  private final HttpClient client = HttpClient.newHttpClient();
  private final WebSocket socket;

  public Listener(String url) {
    this.socket =
        client
            .newWebSocketBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .buildAsync(URI.create(url), new Ear())
            .join();
  }

  public List<String> heard() {
    synchronized (heard) {
      return List.copyOf(heard);
    }
  }

  public void say(String message) {
    socket.sendText(message, true).join();
  }

  /** Waits until what was heard is enough; 30 s at most. */
  public List<String> await(Predicate<List<String>> enough) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (System.nanoTime() < until) {
      List<String> now = heard();
      if (enough.test(now)) return now;
      Thread.sleep(20);
    }
    throw new AssertionError("not heard in 30 s; heard " + heard().size());
  }

  /** Whether the connection ended within the time. */
  public boolean endsWithin(Duration time) throws InterruptedException {
    return ended.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    socket.abort();
    client.close();
  }

  private final class Ear implements WebSocket.Listener {
    private final StringBuilder part = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        heard.add(part.toString());
        part.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      ended.countDown();
      return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      ended.countDown();
    }
  }
}
