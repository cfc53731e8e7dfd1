package org.chancery.simulator.timeline;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.chancery.simulator.timeline.WireEvent.Lane;
import org.jspecify.annotations.Nullable;

/**
 * Reads a spool from some place on, as it grows. Not thread-safe; each reader has a file handle of
 * its own.
 */
public final class SpoolReader implements AutoCloseable {
  private static final Lane[] LANES = Lane.values();
  private static final int CHUNK = 256 * 1024;

  private final Spool spool;
  private final FileChannel channel;
  private ByteBuffer buffer = ByteBuffer.allocate(CHUNK).limit(0);
  private long filledTo;
  private long notBefore;

  private SpoolReader(Spool spool, long offset, long notBefore) throws IOException {
    this.spool = spool;
    this.channel = FileChannel.open(spool.file(), StandardOpenOption.READ);
    this.filledTo = offset;
    this.notBefore = notBefore;
  }

  /** From the first event at or after the moment; from the first of all when that is later. */
  public static SpoolReader from(Spool spool, long micros) throws IOException {
    return new SpoolReader(spool, spool.offsetBefore(micros), micros);
  }

  /** Only what is published from now on. */
  public static SpoolReader atEnd(Spool spool) throws IOException {
    return new SpoolReader(spool, spool.published(), Long.MIN_VALUE);
  }

  /** The next event, or null when all that is published was read. */
  public @Nullable WireEvent poll() throws IOException {
    while (true) {
      if (!holdsRecord() && !fill()) return null;
      int length = buffer.getInt();
      long time = buffer.getLong();
      long didHash = buffer.getLong();
      Lane lane = LANES[buffer.get()];
      byte[] payload = new byte[length];
      buffer.get(payload);
      if (time >= notBefore) return new WireEvent(time, didHash, lane, payload);
    }
  }

  private boolean holdsRecord() {
    if (buffer.remaining() < Spool.HEADER) return false;
    return buffer.remaining() >= Spool.HEADER + buffer.getInt(buffer.position());
  }

  /** Reads on until a whole record is there; false when none is published. */
  private boolean fill() throws IOException {
    while (!holdsRecord()) {
      long more = spool.published() - filledTo;
      if (more <= 0) return false;
      buffer.compact();
      if (!buffer.hasRemaining()) {
        buffer = ByteBuffer.allocate(buffer.capacity() * 2).put(buffer.flip());
      }
      int room = (int) Math.min(more, buffer.remaining());
      ByteBuffer target = buffer.slice(buffer.position(), room);
      while (target.hasRemaining()) {
        int read = channel.read(target, filledTo);
        if (read < 0) throw new IOException("spool is shorter than published");
        filledTo += read;
      }
      buffer.position(buffer.position() + room).flip();
    }
    return true;
  }

  /** How many published bytes were not read yet, those in the buffer included. */
  public long lagBytes() {
    return spool.published() - filledTo + buffer.remaining();
  }

  /** Leaves out all that is published up to now. */
  public void skipToEnd() {
    filledTo = spool.published();
    buffer.limit(0);
  }

  /** Waits for more, a quarter of a second at most. */
  public void await() throws InterruptedException {
    spool.awaitBeyond(filledTo, Spool.patience());
  }

  /** Waits for more up to the given time. */
  public void await(Duration atMost) throws InterruptedException {
    spool.awaitBeyond(filledTo, atMost);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
