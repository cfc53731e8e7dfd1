package org.chancery.ingest.source;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chancery.ingest.egress.GuardedSockets;
import org.java_websocket.WebSocket;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ServerHandshake;
import org.java_websocket.protocols.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket. What waits to be taken is bounded in bytes: when it is full nothing more is read
 * from the network, so that a slow store slows the host and fills no memory.
 */
public final class StreamSocket extends WebSocketClient {
  private static final int MOST_WAITING_BYTES = 16 << 20;

  /** A frame beyond this ends the connection; shorter ones that are too long are counted. */
  private static final int LONGEST_FRAME = 8 << 20;

  private static final int OVERHEAD = 64;

  /** After so long without a word the host is asked whether it is there, then given up. */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Pattern REFUSED = Pattern.compile("status code received: (\\d{3})");

  /** A frame: text, or bytes. */
  public record Frame(@Nullable String text, byte[] bytes) {
    private static final byte[] NONE = {};

    int size() {
      return OVERHEAD + (text == null ? bytes.length : 2 * text.length());
    }
  }

  /** The host answered and would not talk. */
  public static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1;
    private final int status;

    RefusedException(String message, int status) {
      super(message);
      this.status = status;
    }

    public int status() {
      return status;
    }
  }

  private final List<Frame> waiting = new ArrayList<>();
  private int waitingBytes;
  private boolean closed;
  private volatile boolean opened;
  private final AtomicBoolean alive = new AtomicBoolean();
  private @Nullable String ended;

  private StreamSocket(
      URI address, String protocol, Map<String, String> headers, GuardedSockets sockets) {
    super(
        address,
        new Draft_6455(List.of(), List.of(new Protocol(protocol), new Protocol("")), LONGEST_FRAME),
        headers,
        (int) PATIENCE.toMillis());
    setSocketFactory(sockets);
    setConnectionLostTimeout((int) SILENCE.toSeconds());
    setTcpNoDelay(true);
    setDaemon(true);
  }

  /**
   * Connects.
   *
   * @param protocol to ask for, empty for none
   * @param headers of the greeting, such as an authorization
   * @throws RefusedException when the host answers with another status than 101
   * @throws IOException when it does not answer
   */
  public static StreamSocket open(
      URI address, String protocol, Map<String, String> headers, GuardedSockets sockets)
      throws IOException, InterruptedException {
    StreamSocket socket = new StreamSocket(address, protocol, headers, sockets);
    boolean open = socket.connectBlocking(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    if (open || socket.opened) {
      return socket; // also one that told something and has closed meanwhile
    }
    socket.end();
    String why = socket.whyEnded();
    String told = why == null ? "no answer within " + PATIENCE.toSeconds() + " s" : why;
    Matcher refused = REFUSED.matcher(told);
    if (refused.find()) {
      int status = Integer.parseInt(refused.group(1));
      throw new RefusedException("%s answers %d".formatted(address.getHost(), status), status);
    }
    throw new IOException("%s does not answer: %s".formatted(address.getHost(), told));
  }

  @Override
  public void onOpen(ServerHandshake handshake) {
    opened = true;
  }

  @Override
  public void onMessage(String message) {
    offer(new Frame(message, Frame.NONE));
  }

  @Override
  public void onMessage(ByteBuffer message) {
    byte[] bytes = new byte[message.remaining()];
    message.get(bytes);
    offer(new Frame(null, bytes));
  }

  @Override
  public void onWebsocketPing(WebSocket connection, Framedata ping) {
    alive.set(true);
    super.onWebsocketPing(connection, ping);
  }

  @Override
  public void onWebsocketPong(WebSocket connection, Framedata pong) {
    alive.set(true);
    super.onWebsocketPong(connection, pong);
  }

  /** Whether the host showed that it is there, by ping or pong, since the last call. */
  public boolean showedLife() {
    return alive.getAndSet(false);
  }

  private synchronized void offer(Frame frame) {
    try {
      while (waitingBytes > MOST_WAITING_BYTES && !closed) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    waiting.add(frame);
    waitingBytes += frame.size();
    notifyAll();
  }

  @Override
  public synchronized void onClose(int code, String reason, boolean remote) {
    if (ended == null) {
      ended = "closed (%d %s)".formatted(code, oneLine(reason));
    }
    notifyAll();
  }

  @Override
  public synchronized void onError(Exception error) {
    if (ended == null) {
      ended = "broken: " + oneLine(String.valueOf(error.getMessage()));
    }
    notifyAll();
  }

  private static String oneLine(@Nullable String text) {
    String plain = text == null ? "" : text.replaceAll("\\p{Cntrl}+", " ");
    return plain.substring(0, Math.min(plain.length(), 200));
  }

  /** Frames in the order in which they came; waits a little for the first. */
  public synchronized List<Frame> take(int most, Duration longest) throws InterruptedException {
    if (waiting.isEmpty() && ended == null) {
      wait(longest.toMillis());
    }
    List<Frame> head = waiting.subList(0, Math.min(most, waiting.size()));
    List<Frame> taken = List.copyOf(head);
    head.clear();
    taken.forEach(frame -> waitingBytes -= frame.size());
    notifyAll();
    return taken;
  }

  /** Whether nothing more will come. */
  public synchronized boolean ended() {
    return ended != null && waiting.isEmpty();
  }

  public synchronized @Nullable String whyEnded() {
    return ended;
  }

  /** Breaks it off; what waits is lost. */
  public void end() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    closeConnection(1001, "done");
  }
}
