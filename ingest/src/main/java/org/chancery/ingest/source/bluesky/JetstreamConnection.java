package org.chancery.ingest.source.bluesky;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket. At most {@link #WAITING} frames wait; the peer is asked for more only as they are
 * taken, so that a slow store slows the network and fills no memory.
 */
final class JetstreamConnection implements WebSocket.Listener {
  private static final int WAITING = 4_096;

  /**
   * A frame of Jetstream is a post with its facets. Of longer ones one character more is kept, by
   * which they are known and counted as too large.
   */
  static final int LONGEST_FRAME = 1 << 20;

  /** After so long without a word the host is asked whether it is there, then given up. */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String COLLECTIONS =
      "wantedCollections=app.bsky.feed.post&wantedCollections=app.bsky.feed.like"
          + "&wantedCollections=app.bsky.feed.repost&wantedCollections=app.bsky.actor.profile";

  private final BlockingQueue<String> frames = new ArrayBlockingQueue<>(WAITING);
  private final StringBuilder partial = new StringBuilder();
  private final HttpClient client;
  private volatile @Nullable WebSocket socket;
  private volatile @Nullable String ended;
  private volatile long heard = System.nanoTime();
  private boolean asked;

  private JetstreamConnection(HttpClient client) {
    this.client = client;
  }

  static JetstreamConnection open(URI host, long cursor) throws IOException {
    String separator = host.getQuery() == null ? "?" : "&";
    URI address =
        URI.create(host + separator + COLLECTIONS + (cursor > 0 ? "&cursor=" + cursor : ""));
    HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    JetstreamConnection connection = new JetstreamConnection(client);
    try {
      connection.socket =
          client
              .newWebSocketBuilder()
              .connectTimeout(PATIENCE)
              .buildAsync(address, connection)
              .join();
      return connection;
    } catch (CompletionException e) {
      client.shutdownNow();
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException("%s does not answer: %s".formatted(host.getHost(), cause), cause);
    }
  }

  @Override
  public void onOpen(WebSocket opened) {
    opened.request(WAITING);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    heard = System.nanoTime();
    int room = LONGEST_FRAME + 1 - partial.length();
    partial.append(data, 0, Math.min(room, data.length()));
    if (!last) {
      from.request(1);
      return null;
    }
    String frame = partial.toString();
    partial.setLength(0);
    if (!frames.offer(frame)) {
      ended = "the peer sent more than it was asked for";
      from.abort();
    }
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
    heard = System.nanoTime();
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
    heard = System.nanoTime();
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
    ended = "closed by the host (%d %s)".formatted(status, reason);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    ended = "broken: " + error;
  }

  /** Frames in the order in which they came; waits a little for the first. */
  List<String> take(int most, Duration wait) throws InterruptedException {
    List<String> taken = new ArrayList<>();
    String first = frames.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
    if (first == null) {
      watchSilence();
      return taken;
    }
    asked = false;
    taken.add(first);
    frames.drainTo(taken, most - 1);
    WebSocket open = socket;
    if (open != null && ended == null) {
      open.request(taken.size());
    }
    return taken;
  }

  /** A connection whose other end vanished without a word looks open for ever. */
  private void watchSilence() {
    WebSocket open = socket;
    long silent = System.nanoTime() - heard;
    if (open == null || ended != null || silent < SILENCE.toNanos()) {
      return;
    }
    if (!asked) {
      asked = true;
      var unused = open.sendPing(ByteBuffer.allocate(0));
    } else if (silent > 2 * SILENCE.toNanos()) {
      ended = "the host does not answer any more";
      open.abort();
    }
  }

  /** Whether nothing more will come. */
  boolean ended() {
    return ended != null && frames.isEmpty();
  }

  @Nullable String whyEnded() {
    return ended;
  }

  void close() {
    WebSocket open = socket;
    if (open != null) {
      open.abort();
    }
    client.shutdownNow();
  }
}
