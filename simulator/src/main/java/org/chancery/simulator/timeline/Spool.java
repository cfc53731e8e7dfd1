package org.chancery.simulator.timeline;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * All wire events of a world in a file, so that any number of readers follow at their own pace and
 * memory holds only a sparse index. A record is {@code [u32 payload length][i64 time][i64 did
 * hash][u8 lane][payload]}, big-endian.
 *
 * <p>One thread writes; what it wrote is seen by readers after {@link #publish}. Readers may be
 * many.
 */
public final class Spool implements AutoCloseable {
  static final int HEADER = 4 + 8 + 8 + 1;
  static final int LARGEST_PAYLOAD = 1 << 20;
  private static final int INDEX_EVERY = 128;

  private final Path file;
  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(LARGEST_PAYLOAD + HEADER);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private long[] indexTimes = new long[1_024];
  private long[] indexOffsets = new long[1_024];
  private int indexed;
  private long written;
  private long count;
  private volatile long published;
  private volatile long publishedCount;
  private volatile boolean closed;

  /** Begins an empty spool; a file that is there is overwritten. */
  public Spool(Path file) throws IOException {
    this.file = file;
    this.channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
  }

  Path file() {
    return file;
  }

  /** How many events readers can see. */
  public long size() {
    return publishedCount;
  }

  /** How many bytes readers can see. */
  public long published() {
    return published;
  }

  public boolean isClosed() {
    return closed;
  }

  /** Adds an event behind all others. */
  void append(WireEvent event) throws IOException {
    byte[] payload = event.payload();
    if (payload.length > LARGEST_PAYLOAD)
      throw new IllegalArgumentException("event of " + payload.length + " bytes");
    if (count % INDEX_EVERY == 0) index(event.timeMicros());
    if (buffer.remaining() < HEADER + payload.length) drain();
    buffer.putInt(payload.length).putLong(event.timeMicros()).putLong(event.didHash());
    buffer.put((byte) event.lane().ordinal()).put(payload);
    written += HEADER + payload.length;
    count++;
  }

  private void index(long timeMicros) {
    lock.lock();
    try {
      if (indexed == indexTimes.length) {
        indexTimes = Arrays.copyOf(indexTimes, indexed * 2);
        indexOffsets = Arrays.copyOf(indexOffsets, indexed * 2);
      }
      indexTimes[indexed] = timeMicros;
      indexOffsets[indexed++] = written;
    } finally {
      lock.unlock();
    }
  }

  private void drain() throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) channel.write(buffer);
    buffer.clear();
  }

  /** Lets readers see all that was appended, and wakes those that wait. */
  void publish() throws IOException {
    if (written == published) return;
    drain();
    lock.lock();
    try {
      publishedCount = count;
      published = written;
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Where to begin reading for events with {@code time >= micros}: at or somewhat before the first
   * of them.
   */
  long offsetBefore(long micros) {
    lock.lock();
    try {
      int found = Arrays.binarySearch(indexTimes, 0, indexed, micros);
      int at = found >= 0 ? found : -found - 2;
      return at < 0 ? 0 : indexOffsets[at];
    } finally {
      lock.unlock();
    }
  }

  /** Waits until there is something behind the offset, the spool is closed, or the time is over. */
  void awaitBeyond(long offset, Duration atMost) throws InterruptedException {
    long left = atMost.toNanos();
    lock.lockInterruptibly();
    try {
      while (published <= offset && !closed && left > 0) left = grown.awaitNanos(left);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    publish();
    lock.lock();
    try {
      closed = true;
      grown.signalAll();
    } finally {
      lock.unlock();
    }
    channel.close();
  }

  /** How long a reader waits before it looks whether its client is still there. */
  static Duration patience() {
    return Duration.ofMillis(250);
  }
}
