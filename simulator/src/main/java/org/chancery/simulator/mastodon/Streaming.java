package org.chancery.simulator.mastodon;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.chancery.simulator.http.Answer;
import org.chancery.simulator.http.Fault;
import org.chancery.simulator.http.FaultyAnswers;
import org.chancery.simulator.http.Frames;
import org.chancery.simulator.http.LoopbackServer;
import org.chancery.simulator.http.Request;
import org.chancery.simulator.http.Troubles;
import org.chancery.simulator.mastodon.Instance.Happened;
import org.chancery.simulator.timeline.JsonLines;

/**
 * The streams of an instance, by server-sent events or WebSocket as the client asks: what happens
 * from the opening on. A stream ends after the messages of its plan. Thread-safe.
 *
 * @see <a href="https://docs.joinmastodon.org/methods/streaming/">Streaming</a>
 */
final class Streaming implements LoopbackServer.Handler {
  private static final int HUGE = 2 << 20;

  private final Instance instance;
  private final StreamLedger ledger;
  private final Troubles troubles;
  private final StatusJson json;

  Streaming(Instance instance, StreamLedger ledger, Troubles troubles, StatusJson json) {
    this.instance = instance;
    this.ledger = ledger;
    this.troubles = troubles;
    this.json = json;
  }

  @Override
  public void serve(Request request, DataInputStream in, OutputStream out)
      throws IOException, InterruptedException {
    StreamLedger.Plan plan = ledger.next();
    if (plan == null) {
      Answer.of("503 Service Unavailable", "text/plain", "no stream is planned").write(out);
      return;
    }
    Set<Fault> faults = plan.faults();
    if (faults.contains(Fault.LIMITED) || faults.contains(Fault.UNAVAILABLE)) {
      boolean limited = faults.contains(Fault.LIMITED);
      fire(limited ? Fault.LIMITED : Fault.UNAVAILABLE, request);
      Answer.of(
              limited ? "429 Too Many Requests" : "503 Service Unavailable", "text/plain", "later")
          .with("Retry-After", Integer.toString(FaultyAnswers.RETRY_AFTER))
          .write(out);
      return;
    }
    if (faults.contains(Fault.SILENT)) {
      fire(Fault.SILENT, request);
      in.transferTo(OutputStream.nullOutputStream());
      return;
    }
    int next = instance.size(); // what happens from now on
    ledger.opened();
    boolean socket = !request.header("sec-websocket-key").isEmpty();
    out.write(socket ? upgrade(request) : EVENTS);
    new Telling(request, out, socket, faults).tell(next, next + plan.messages());
    if (faults.contains(Fault.CUT)) {
      fire(Fault.CUT, request);
    }
  }

  private static final byte[] EVENTS =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: private, no-store\r\n\r\n:)\n"
          .getBytes(StandardCharsets.US_ASCII);

  private static byte[] upgrade(Request request) {
    return ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
            + Frames.accept(request.header("sec-websocket-key"))
            + "\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private void fire(Fault fault, Request request) {
    troubles.fire(fault, request.path());
  }

  /** One stream that is open. */
  private final class Telling {
    private final Request request;
    private final OutputStream out;
    private final boolean socket;
    private final Set<Fault> faults;

    Telling(Request request, OutputStream out, boolean socket, Set<Fault> faults) {
      this.request = request;
      this.out = out;
      this.socket = socket;
      this.faults = faults;
    }

    void tell(int from, int until) throws IOException, InterruptedException {
      for (int number = from; number < until; number++) {
        if (faults.contains(Fault.OUT_OF_ORDER) && number + 1 < until) {
          instance.await(number + 1);
          fire(Fault.OUT_OF_ORDER, request);
          one(number + 1);
          one(number++);
        } else {
          one(number);
        }
      }
      if (faults.contains(Fault.TORN)) {
        byte[] whole = message(instance.await(until));
        fire(Fault.TORN, request);
        out.write(whole, 0, whole.length / 2);
        if (!socket) {
          ledger.aSignOfLife(); // its first line is whole
        }
      }
    }

    private void one(int number) throws IOException, InterruptedException {
      byte[] whole = message(instance.await(number));
      if (faults.contains(Fault.GARBAGE)) {
        fire(Fault.GARBAGE, request);
        out.write(framed("update", "{\"id\":"));
      }
      if (faults.contains(Fault.HUGE)) {
        fire(Fault.HUGE, request);
        char[] much = new char[HUGE];
        Arrays.fill(much, 'x');
        out.write(framed("update", new String(much)));
      }
      ledger.told(number); // before, so that no listener knows it sooner than the ledger
      ledger.aSignOfLife();
      boolean twice = faults.contains(Fault.DUPLICATED);
      if (twice) {
        fire(Fault.DUPLICATED, request);
        out.write(whole);
      }
      if (faults.contains(Fault.SLOW)) {
        fire(Fault.SLOW, request);
        for (byte b : whole) {
          out.write(b);
        }
      } else {
        out.write(whole);
      }
    }

    private byte[] message(Happened one) {
      String payload =
          one.kind() == Instance.Kind.DELETE
              ? Long.toString(one.status().id())
              : new String(json.one(one.status()), StandardCharsets.UTF_8);
      return framed(one.kind().wire(), payload);
    }

    private byte[] framed(String event, String payload) {
      if (!socket) {
        return "event: %s\ndata: %s\n\n".formatted(event, payload).getBytes(StandardCharsets.UTF_8);
      }
      return Frames.frame(
          Frames.TEXT,
          new JsonLines()
              .write(
                  json -> {
                    json.writeStartObject();
                    JsonLines.texts(json, "stream", request.all("stream"));
                    json.writeStringProperty("event", event);
                    json.writeStringProperty("payload", payload);
                    json.writeEndObject();
                  }));
    }
  }
}
