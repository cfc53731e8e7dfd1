package org.chancery.ingest.topology;

import java.io.IOException;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.chancery.ingest.store.Batch;
import org.chancery.ingest.store.Change;

/**
 * Writes changes in batches: when enough have come, when the oldest has waited long enough, and
 * before each checkpoint, so that no cursor is ever ahead of the rows.
 *
 * @param most changes in a batch
 * @param waitMillis how long a change may wait for others
 */
record StoreSink(Hub.Ref hub, int most, long waitMillis) implements Sink<Change> {
  /** Long texts fill a batch sooner: memory stays bounded. */
  private static final long MOST_CHARACTERS = 8_000_000;

  @Override
  public SinkWriter<Change> createWriter(WriterInitContext context) {
    return new Writer(hub.get(), most, waitMillis, context.getProcessingTimeService());
  }

  private static final class Writer implements SinkWriter<Change> {
    private final AheadWriter store;
    private final int most;
    private final long waitMillis;
    private final ProcessingTimeService time;
    private Batch batch = new Batch();
    private boolean closed;

    Writer(Hub hub, int most, long waitMillis, ProcessingTimeService time) {
      this.store = new AheadWriter(hub);
      this.most = most;
      this.waitMillis = waitMillis;
      this.time = time;
    }

    @Override
    public void write(Change change, Context context) throws IOException {
      if (batch.isEmpty()) {
        time.registerTimer(time.getCurrentProcessingTime() + waitMillis, at -> flushUnlessClosed());
      }
      batch.add(change);
      if (batch.size() >= most || batch.characters() >= MOST_CHARACTERS) {
        handOver();
      }
    }

    private void flushUnlessClosed() throws IOException {
      if (!closed) {
        handOver();
      }
    }

    private void handOver() throws IOException {
      if (!batch.isEmpty()) {
        store.write(batch);
        batch = new Batch();
      }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      handOver();
      store.await();
    }

    @Override
    public void close() {
      closed = true;
      store.close();
    }
  }
}
