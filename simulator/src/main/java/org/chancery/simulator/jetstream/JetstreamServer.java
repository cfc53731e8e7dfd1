package org.chancery.simulator.jetstream;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.chancery.simulator.http.Frames;
import org.chancery.simulator.http.Request;
import org.chancery.simulator.timeline.Spool;
import org.chancery.simulator.timeline.SpoolReader;

/**
 * Jetstream v1 at {@code ws://127.0.0.1:PORT/subscribe}. Without {@code cursor}, or with one in the
 * future, a subscriber hears what is published from then on; with one it hears every event with
 * {@code time_us >= cursor} first, and one older than the history begins silently at its first
 * event. There is no compression: {@code compress=true} gets 400.
 *
 * <p>Thread-safe. Virtual threads, two for each subscriber.
 */
public final class JetstreamServer implements AutoCloseable {
  private final ServerSocket listener;
  private final Spool spool;
  private final Valve valve;
  private final LongSupplier nowMicros;
  private final CountDownLatch live;
  private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();
  private final AtomicLong sentByGone = new AtomicLong();

  /**
   * Opens the port and begins to accept.
   *
   * @param port 0 for any
   * @param nowMicros the simulated moment: cursors after it are live
   * @param live opens when history is whole; subscribers without cursor wait for it
   */
  public JetstreamServer(
      int port, Spool spool, Valve valve, LongSupplier nowMicros, CountDownLatch live)
      throws IOException {
    this.spool = spool;
    this.valve = valve;
    this.nowMicros = nowMicros;
    this.live = live;
    this.listener = new ServerSocket(port, 64, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    Thread.ofVirtual().name("jetstream-accept").start(this::acceptAll);
  }

  public String url() {
    return "ws://127.0.0.1:" + listener.getLocalPort() + "/subscribe";
  }

  /** Cuts all connections; says how many there were. */
  public int cutAll() {
    List<Subscriber> all = new ArrayList<>(subscribers);
    all.forEach(Subscriber::cut);
    return all.size();
  }

  public int subscribers() {
    return subscribers.size();
  }

  /** Events sent to all subscribers so far, those that went included. */
  public long sent() {
    return sentByGone.get() + subscribers.stream().mapToLong(Subscriber::sent).sum();
  }

  /** The largest number of spooled bytes that a subscriber has still to read. */
  public long largestLagBytes() {
    return subscribers.stream().mapToLong(Subscriber::lagBytes).max().orElse(0);
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        Thread.ofVirtual().name("jetstream-subscriber").start(() -> serve(socket));
      } catch (IOException e) {
        if (!listener.isClosed()) System.err.println("jetstream: accept failed: " + e.getMessage());
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      Optional<Request> request = Request.read(in);
      if (request.isPresent()) answer(socket, in, request.get());
    } catch (IOException e) {
      // the client went away: nothing of ours is wrong
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(Socket socket, DataInputStream in, Request request)
      throws IOException, InterruptedException {
    if (!request.path().equals("/subscribe")) {
      respond(
          socket, request.path().equals("/") ? "200 OK" : "404 Not Found", "Simulated Jetstream\n");
      return;
    }
    if (valve.turnsAway()) {
      respond(socket, "503 Service Unavailable", "a fault was asked for\n");
      return;
    }
    Subscriber subscriber;
    Optional<Long> cursor;
    try {
      cursor = checkCursor(request);
      subscriber =
          new Subscriber(
              socket,
              check(request),
              request.find("requireHello").equals(Optional.of("true")),
              valve);
    } catch (IllegalArgumentException e) {
      respond(socket, "400 Bad Request", e.getMessage() + "\n");
      return;
    }
    socket
        .getOutputStream()
        .write(
            ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: "
                    + Frames.accept(request.header("sec-websocket-key"))
                    + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    subscribers.add(subscriber);
    Thread.ofVirtual().name("jetstream-sender").start(() -> send(subscriber, cursor));
    try {
      subscriber.listen(in);
    } finally {
      leave(subscriber);
    }
  }

  private void send(Subscriber subscriber, Optional<Long> cursor) {
    try {
      if (cursor.isEmpty()) live.await();
      try (SpoolReader reader =
          cursor.isEmpty() ? SpoolReader.atEnd(spool) : SpoolReader.from(spool, cursor.get())) {
        subscriber.send(reader);
      }
    } catch (IOException e) {
      // the client went away: nothing of ours is wrong
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      subscriber.cut();
      leave(subscriber);
    }
  }

  private void leave(Subscriber subscriber) {
    if (subscribers.remove(subscriber)) sentByGone.addAndGet(subscriber.sent());
  }

  /** Empty for live only. */
  private Optional<Long> checkCursor(Request request) {
    String text = request.find("cursor").orElse("");
    if (text.isEmpty()) return Optional.empty();
    try {
      long cursor = Long.parseLong(text);
      return cursor > nowMicros.getAsLong() ? Optional.empty() : Optional.of(cursor);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("invalid cursor: " + text, e);
    }
  }

  private static Wanted check(Request request) {
    if (request.header("sec-websocket-key").isEmpty())
      throw new IllegalArgumentException("websocket upgrade expected");
    if (request.find("compress").equals(Optional.of("true"))
        || request.header("socket-encoding").contains("zstd")) {
      throw new IllegalArgumentException("the simulator does not compress");
    }
    long largest;
    try {
      largest = Long.parseLong(request.find("maxMessageSizeBytes").orElse("0"));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("invalid maxMessageSizeBytes", e);
    }
    return Wanted.of(request.all("wantedCollections"), request.all("wantedDids"), largest);
  }

  private static void respond(Socket socket, String status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 %s\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(status, bytes.length);
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(bytes);
  }

  @Override
  public void close() throws IOException {
    listener.close();
    cutAll();
  }
}
