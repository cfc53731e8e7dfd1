package org.chancery.simulator.jetstream;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.chancery.simulator.http.Frames;
import org.chancery.simulator.timeline.SpoolReader;
import org.chancery.simulator.timeline.WireEvent;
import org.jspecify.annotations.Nullable;

/**
 * One connected client. It reads the spool at its own pace: at most one batch of {@value #BATCH}
 * bytes is in memory, and a write that blocks on the socket is all the backpressure there is, in
 * replay and live. Two virtual threads: one sends, one listens.
 */
final class Subscriber {
  private static final int BATCH = 64 * 1024;

  private final Socket socket;
  private final OutputStream out;
  private final Valve valve;
  private final ReentrantLock writing = new ReentrantLock();
  private final CountDownLatch hello;
  private final AtomicLong sent = new AtomicLong();
  private volatile Wanted wanted;
  private volatile long lagBytes;
  private ByteBuffer batch = ByteBuffer.allocate(BATCH);

  Subscriber(Socket socket, Wanted wanted, boolean waitsForHello, Valve valve) throws IOException {
    this.socket = socket;
    this.out = socket.getOutputStream();
    this.wanted = wanted;
    this.hello = new CountDownLatch(waitsForHello ? 1 : 0);
    this.valve = valve;
  }

  long sent() {
    return sent.get();
  }

  long lagBytes() {
    return lagBytes;
  }

  /** Sends until the client goes or the spool is closed. */
  void send(SpoolReader reader) throws IOException, InterruptedException {
    hello.await();
    int inBatch = 0;
    while (!socket.isClosed()) {
      WireEvent event = reader.poll();
      if (event == null || batch.remaining() < Frames.size(event.payload().length)) {
        flush(inBatch);
        inBatch = 0;
        lagBytes = reader.lagBytes();
      }
      if (event == null) {
        reader.await();
      } else if (wanted.accepts(event)) {
        if (batch.remaining() < Frames.size(event.payload().length))
          batch = ByteBuffer.allocate(2 * event.payload().length);
        Frames.put(batch, Frames.TEXT, event.payload());
        inBatch++;
      }
    }
  }

  private void flush(int events) throws IOException, InterruptedException {
    if (events == 0) return;
    valve.pass();
    write(batch.array(), batch.position());
    batch.clear();
    sent.addAndGet(events);
  }

  private void write(byte[] bytes, int length) throws IOException {
    writing.lock();
    try {
      out.write(bytes, 0, length);
    } finally {
      writing.unlock();
    }
  }

  /** Answers pings, takes new options, until the client closes. */
  void listen(DataInputStream in) throws IOException {
    java.io.ByteArrayOutputStream message = new java.io.ByteArrayOutputStream();
    while (true) {
      Frames.Read frame = Frames.read(in);
      switch (frame.opcode()) {
        case Frames.PING -> control(Frames.PONG, frame.payload());
        case Frames.PONG -> {}
        case Frames.CLOSE -> {
          control(Frames.CLOSE, frame.payload());
          return;
        }
        case Frames.TEXT, Frames.BINARY, Frames.CONTINUATION -> {
          message.write(frame.payload());
          if (message.size() > 10_000_000) throw new IOException("message above 10 MB");
          if (!frame.last()) continue;
          if (!takeOptions(message.toString(StandardCharsets.UTF_8))) return;
          message.reset();
        }
        default -> throw new IOException("unknown opcode " + frame.opcode());
      }
    }
  }

  /** False when the message was bad: then the connection is closing. */
  private boolean takeOptions(String message) throws IOException {
    try {
      @Nullable Wanted next = OptionsUpdate.parse(message);
      if (next != null) {
        wanted = next;
        hello.countDown();
      }
      return true;
    } catch (IllegalArgumentException e) {
      control(Frames.CLOSE, Frames.closing(1003, "invalid options update"));
      return false;
    }
  }

  private void control(int opcode, byte[] payload) throws IOException {
    byte[] frame = Frames.frame(opcode, payload);
    write(frame, frame.length);
  }

  /** Cuts the connection without a word. */
  void cut() {
    hello.countDown();
    try {
      socket.close();
    } catch (IOException e) {
      // it was gone already
    }
  }
}
