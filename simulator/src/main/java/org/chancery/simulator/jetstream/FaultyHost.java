package org.chancery.simulator.jetstream;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import org.chancery.simulator.http.Answer;
import org.chancery.simulator.http.Frames;
import org.chancery.simulator.http.LoopbackServer;
import org.chancery.simulator.http.Request;

/**
 * A host of Bluesky that does wrong on demand, for tests of listeners: Jetstream of either version
 * or the raw stream, its own sequence numbers, a history that begins where it is told. Each
 * connection follows the next plan of the {@link Broadcast}; without one it is turned away with
 * 503. Each fault is written into its ledger when it is on the wire. Thread-safe.
 */
public final class FaultyHost implements AutoCloseable {
  private static final long NEAR_MICROS = 5_000_000;

  private final Broadcast broadcast;
  private final String did;
  private final Tongue tongue;
  private final LoopbackServer server;
  private long firstNumber;
  private int oldest;
  private int connections;

  /**
   * Opens a port on loopback.
   *
   * @param did author of all posts
   * @param firstNumber of the first event; other hosts number otherwise
   */
  public FaultyHost(Broadcast broadcast, String did, Tongue tongue, long firstNumber)
      throws IOException {
    this.broadcast = broadcast;
    this.did = did;
    this.tongue = tongue;
    this.firstNumber = firstNumber;
    this.server = new LoopbackServer("faulty-host", this::answer);
  }

  public String url() {
    return "ws://" + server.authority() + tongue.path();
  }

  /** Events before this one are no longer kept. */
  public synchronized void keepFrom(int event) {
    oldest = event;
  }

  /** It lost its numbers and counts anew. */
  public synchronized void numberFrom(long number) {
    firstNumber = number;
  }

  /**
   * How one connection goes.
   *
   * @param begin the first event that is told
   * @param outdated whether it begins later than was asked
   */
  private record Course(Broadcast.Plan plan, int connection, int begin, boolean outdated) {}

  private void answer(Request request, DataInputStream in, OutputStream out)
      throws IOException, InterruptedException {
    Course course;
    synchronized (this) {
      long cursor = Long.parseLong(request.find("cursor").orElse("0"));
      boolean isNumber = tongue.isNumber(cursor);
      int asked =
          isNumber
              ? (int) Math.max(0, cursor - firstNumber + tongue.behind())
              : tongue == Tongue.FIREHOSE ? broadcast.size() : broadcast.firstFrom(cursor);
      if (isNumber && tongue == Tongue.JETSTREAM_2 && asked < oldest) {
        broadcast.fired(url(), HostFault.CURSOR_TOO_OLD, connections);
        refuse(out, "400 Bad Request", "{\"error\":\"CursorTooOld\",\"message\":\"too old\"}");
        return;
      }
      Broadcast.Plan plan = broadcast.nextPlan();
      if (plan == null || plan.faults().contains(HostFault.REFUSED)) {
        if (plan != null) {
          broadcast.fired(url(), HostFault.REFUSED, connections++);
        }
        refuse(out, "503 Service Unavailable", "a fault was asked for");
        return;
      }
      boolean future = tongue == Tongue.FIREHOSE && isNumber && asked > broadcast.size();
      course =
          new Course(plan, connections++, future ? -1 : Math.max(asked, oldest), asked < oldest);
    }
    out.write(greeting(request));
    Thread.ofVirtual().name("faulty-host pongs").start(() -> answerPings(in, out));
    EnumSet<HostFault> here = EnumSet.noneOf(HostFault.class);
    try {
      talk(out, course, here);
    } finally {
      here.forEach(fault -> broadcast.fired(url(), fault, course.connection()));
    }
  }

  /** A long connection is asked now and then whether it is alive. */
  private static void answerPings(DataInputStream in, OutputStream out) {
    try {
      while (true) {
        Frames.Read frame = Frames.read(in);
        if (frame.opcode() == Frames.PING) {
          synchronized (out) {
            out.write(Frames.frame(Frames.PONG, frame.payload()));
          }
        }
      }
    } catch (IOException e) {
      // the client, or the connection, went away
    }
  }

  private static byte[] greeting(Request request) {
    return ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: "
            + Frames.accept(request.header("sec-websocket-key"))
            + (request.header("sec-websocket-protocol").contains("xrpc.v1.json")
                ? "\r\nSec-WebSocket-Protocol: xrpc.v1.json"
                : "")
            + "\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static void refuse(OutputStream out, String status, String body) throws IOException {
    Answer.of(status, "application/json", body).write(out);
  }

  /**
   * @param here takes the faults that were put on the wire
   */
  private void talk(OutputStream out, Course course, Set<HostFault> here)
      throws IOException, InterruptedException {
    Set<HostFault> faults = course.plan().faults();
    if (course.begin() < 0) {
      here.add(HostFault.FUTURE_CURSOR);
      out.write(tongue.error("FutureCursor"));
      return;
    }
    if (course.outdated()) {
      here.add(tongue == Tongue.JETSTREAM_1 ? HostFault.CLAMPED : HostFault.CURSOR_TOO_OLD);
      out.write(tongue.outdated());
    }
    if (faults.contains(HostFault.SILENT)) {
      here.add(HostFault.SILENT);
      return;
    }
    tellAll(out, course, here);
    if (faults.contains(HostFault.TOO_SLOW)) {
      here.add(HostFault.TOO_SLOW);
      out.write(tongue.error("ConsumerTooSlow"));
    }
    if (faults.contains(HostFault.CUT)) {
      here.add(HostFault.CUT);
    }
    if (faults.contains(HostFault.TORN)) {
      here.add(HostFault.TORN);
      byte[] whole = post(Math.min(course.plan().until(), broadcast.size() - 1));
      out.write(whole, 0, whole.length / 2);
    }
  }

  private void tellAll(OutputStream out, Course course, Set<HostFault> here)
      throws IOException, InterruptedException {
    Set<HostFault> faults = course.plan().faults();
    int until = course.plan().until();
    for (int event = course.begin(); event < until; event++) {
      broadcast.await(event);
      boolean isSwapped =
          faults.contains(HostFault.OUT_OF_ORDER)
              || (faults.contains(HostFault.OVERTAKEN) && event + 2 == until);
      boolean isPair =
          isSwapped && event + 1 < until && near(event); // waits for the next only then
      if (isPair && faults.contains(HostFault.OVERTAKEN) && event + 2 == until) {
        here.add(HostFault.OVERTAKEN);
        tell(out, event + 1, faults, here);
        return;
      }
      if (isPair && faults.contains(HostFault.OUT_OF_ORDER)) {
        here.add(HostFault.OUT_OF_ORDER);
        tell(out, event + 1, faults, here);
        tell(out, event++, faults, here);
      } else {
        tell(out, event, faults, here);
      }
    }
  }

  /** Whether the next event is so near that a host could mistake their order. */
  private boolean near(int event) throws InterruptedException {
    broadcast.await(event + 1);
    return broadcast.at(event + 1) - broadcast.at(event) <= NEAR_MICROS;
  }

  private void tell(OutputStream out, int event, Set<HostFault> faults, Set<HostFault> here)
      throws IOException {
    if (event % 3 == 0 && faults.contains(HostFault.LYING)) {
      here.add(HostFault.LYING);
      out.write(tongue.lie(did));
      out.write(Frames.frame(Frames.TEXT, "[]".getBytes(StandardCharsets.UTF_8)));
    }
    if (event % 5 == 0 && faults.contains(HostFault.HUGE)) {
      here.add(HostFault.HUGE);
      out.write(tongue.huge(did));
    }
    broadcast.told(event); // before, so that no listener knows it sooner than the ledger
    byte[] frame = post(event);
    boolean isTwice = faults.contains(HostFault.DUPLICATED);
    if (isTwice) {
      here.add(HostFault.DUPLICATED);
    }
    synchronized (out) { // no pong within a frame
      for (int i = 0; i < (isTwice ? 2 : 1); i++) {
        if (faults.contains(HostFault.SLOW)) {
          here.add(HostFault.SLOW);
          for (byte b : frame) {
            out.write(b);
          }
        } else {
          out.write(frame);
        }
      }
    }
  }

  private synchronized byte[] post(int event) {
    return tongue.post(event, firstNumber + event, broadcast.at(event), did);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
