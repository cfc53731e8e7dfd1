package org.chancery.simulator.jetstream;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A host of Jetstream that does wrong on demand, for tests of listeners: first or second version,
 * its own sequence numbers, a history that begins where it is told. Each connection follows the
 * next plan of the {@link Broadcast}; without one it is turned away with 503. Each fault is written
 * into its ledger when it is on the wire. Thread-safe.
 */
public final class FaultyJetstream implements AutoCloseable {
  /** Fewer than this is a number, more a moment in microseconds. */
  private static final long FIRST_MOMENT = 1_000_000_000_000_000L;

  private static final long NEAR_MICROS = 5_000_000;

  private static final String V2 = "/xrpc/network.bsky.jetstream.subscribeEvents";

  private final Broadcast broadcast;
  private final String did;
  private final boolean second;
  private final long firstNumber;
  private final ServerSocket listener;
  private int oldest;
  private int connections;

  /**
   * Opens a port on loopback.
   *
   * @param did author of all posts
   * @param second whether it speaks the second version
   * @param firstNumber of the first event; other hosts number otherwise
   */
  public FaultyJetstream(Broadcast broadcast, String did, boolean second, long firstNumber)
      throws IOException {
    this.broadcast = broadcast;
    this.did = did;
    this.second = second;
    this.firstNumber = firstNumber;
    this.listener = new ServerSocket(0, 64, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    Thread.ofVirtual().name("faulty-jetstream").start(this::acceptAll);
  }

  public String url() {
    return "ws://127.0.0.1:" + listener.getLocalPort() + (second ? V2 : "/subscribe");
  }

  /** Events before this one are no longer kept. */
  public synchronized void keepFrom(int event) {
    oldest = event;
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        Thread.ofVirtual().name("faulty-connection").start(() -> serve(socket));
      } catch (IOException e) {
        return; // closed
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
    }
  }

  private void answer(Socket socket, DataInputStream in, Request request) throws IOException {
    OutputStream out = socket.getOutputStream();
    long cursor = Long.parseLong(request.find("cursor").orElse("0"));
    Broadcast.Plan plan;
    int connection;
    int begin;
    synchronized (this) {
      boolean number = second && cursor > 0 && cursor < FIRST_MOMENT;
      if (number && cursor - firstNumber < oldest) {
        broadcast.fired(url(), Fault.CURSOR_TOO_OLD, connections);
        refuse(out, "400 Bad Request", "{\"error\":\"CursorTooOld\",\"message\":\"too old\"}");
        return;
      }
      plan = broadcast.nextPlan();
      if (plan == null || plan.faults().contains(Fault.REFUSED)) {
        if (plan != null) {
          broadcast.fired(url(), Fault.REFUSED, connections++);
        }
        refuse(out, "503 Service Unavailable", "a fault was asked for");
        return;
      }
      connection = connections++;
      begin = number ? (int) (cursor - firstNumber) : broadcast.firstFrom(cursor);
    }
    out.write(
        ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: "
                + Frames.accept(request.header("sec-websocket-key"))
                + (request.header("sec-websocket-protocol").contains("xrpc.v1.json")
                    ? "\r\nSec-WebSocket-Protocol: xrpc.v1.json"
                    : "")
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    if (begin < oldest()) {
      broadcast.fired(url(), second ? Fault.CURSOR_TOO_OLD : Fault.CLAMPED, connection);
      if (second) {
        text(
            out,
            "{\"$type\":\"message\",\"payload\":{\"$type\":\"network.bsky.jetstream.subscribeEvents#info\",\"name\":\"OutdatedCursor\",\"message\":\"m\"}}");
      }
    }
    send(out, Math.max(begin, oldest()), plan, connection);
    socket.shutdownOutput();
    in.readAllBytes(); // the client hangs up, so that nothing on the way is dropped
  }

  private synchronized int oldest() {
    return oldest;
  }

  private static void refuse(OutputStream out, String status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    out.write(
        "HTTP/1.1 %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(status, bytes.length)
            .getBytes(StandardCharsets.US_ASCII));
    out.write(bytes);
  }

  private void send(OutputStream out, int begin, Broadcast.Plan plan, int connection)
      throws IOException {
    Set<Fault> faults = plan.faults();
    Set<Fault> here = EnumSet.noneOf(Fault.class);
    if (faults.contains(Fault.SILENT)) {
      here.add(Fault.SILENT);
    } else {
      tellAll(out, begin, plan, here);
    }
    here.forEach(fault -> broadcast.fired(url(), fault, connection));
  }

  /**
   * @param here takes the faults that were put on the wire
   */
  private void tellAll(OutputStream out, int begin, Broadcast.Plan plan, Set<Fault> here)
      throws IOException {
    Set<Fault> faults = plan.faults();
    for (int event = begin; event < plan.until(); event++) {
      if (faults.contains(Fault.OUT_OF_ORDER) && event + 1 < plan.until() && near(event)) {
        here.add(Fault.OUT_OF_ORDER);
        tell(out, event + 1, faults, here);
        tell(out, event++, faults, here);
      } else {
        tell(out, event, faults, here);
      }
    }
    if (faults.contains(Fault.CUT)) {
      here.add(Fault.CUT);
    }
    if (faults.contains(Fault.TORN)) {
      here.add(Fault.TORN);
      byte[] whole =
          Frames.frame(Frames.TEXT, bytes(frame(Math.min(plan.until(), broadcast.size() - 1))));
      out.write(whole, 0, whole.length / 2);
    }
  }

  /** Whether the next event is so near that a host could mistake their order. */
  private boolean near(int event) {
    return broadcast.at(event + 1) - broadcast.at(event) <= NEAR_MICROS;
  }

  private void tell(OutputStream out, int event, Set<Fault> faults, Set<Fault> here)
      throws IOException {
    if (event % 3 == 0 && faults.contains(Fault.LYING)) {
      here.add(Fault.LYING);
      text(out, "{\"did\":\"" + did + "\",\"time_us\":");
      text(out, "[\"" + did + "\"]");
    }
    if (event % 5 == 0 && faults.contains(Fault.HUGE)) {
      here.add(Fault.HUGE);
      text(out, "{\"did\":\"%s\",\"kind\":\"%s\"}".formatted(did, "x".repeat(1_100_000)));
    }
    broadcast.told(event); // before, so that no listener knows it sooner than the ledger
    byte[] frame = Frames.frame(Frames.TEXT, bytes(frame(event)));
    for (Fault each : new Fault[] {Fault.DUPLICATED, Fault.SLOW}) {
      if (faults.contains(each)) {
        here.add(each);
      }
    }
    for (int i = 0; i < (faults.contains(Fault.DUPLICATED) ? 2 : 1); i++) {
      if (faults.contains(Fault.SLOW)) {
        for (byte b : frame) {
          out.write(b);
        }
      } else {
        out.write(frame);
      }
    }
  }

  private static void text(OutputStream out, String text) throws IOException {
    out.write(Frames.frame(Frames.TEXT, bytes(text)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A post whose record key is the number of the event. */
  private String frame(int event) {
    long micros = broadcast.at(event);
    String at = Broadcast.instant(micros).toString();
    String commit =
        "\"rev\":\"3\",\"operation\":\"create\",\"collection\":\"app.bsky.feed.post\",\"rkey\":\"%d\",\"record\":{\"createdAt\":\"%s\",\"text\":\"event %d\"}"
            .formatted(event, at, event);
    return second
        ? "{\"$type\":\"message\",\"payload\":{\"$type\":\"network.bsky.jetstream.subscribeEvents#commit\",\"seq\":%d,\"did\":\"%s\",\"time\":\"%s\",%s,\"cid\":\"c\"}}"
            .formatted(firstNumber + event, did, at, commit)
        : "{\"did\":\"%s\",\"time_us\":%d,\"kind\":\"commit\",\"commit\":{%s}}"
            .formatted(did, micros, commit);
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
