package org.chancery.ingest.topology;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.chancery.ingest.source.Tap;
import org.chancery.ingest.source.TapBatch;
import org.jspecify.annotations.Nullable;

/** Reads the parts of a tap in turn, one batch at a time. Used by the fetcher thread. */
final class TapSplitReader implements SplitReader<TapBatch, TapSplit> {
  private final Tap tap;
  private final Deque<TapSplit> waiting = new ArrayDeque<>();
  private final Map<String, Tap.TapReader> open = new ConcurrentHashMap<>();
  private final Deque<String> turn = new ArrayDeque<>();

  TapSplitReader(Tap tap) {
    this.tap = tap;
  }

  @Override
  public RecordsWithSplitIds<TapBatch> fetch() throws IOException {
    while (!waiting.isEmpty()) {
      TapSplit split = waiting.poll();
      open.put(split.splitId(), tap.open(split.cursor(), split.splitId()));
      turn.add(split.splitId());
    }
    RecordsBySplits.Builder<TapBatch> records = new RecordsBySplits.Builder<>();
    String id = turn.poll();
    if (id == null) {
      return records.build();
    }
    try {
      Tap.TapReader reader = open.get(id);
      if (reader == null) {
        throw new IllegalStateException("no open tap " + id);
      }
      TapBatch batch = reader.poll();
      records.add(id, batch);
      if (batch.last()) {
        reader.close();
        open.remove(id);
        records.addFinishedSplit(id);
      } else {
        turn.add(id);
      }
    } catch (InterruptedException e) {
      turn.add(id);
      Thread.currentThread().interrupt();
    }
    return records.build();
  }

  @Override
  public void handleSplitsChanges(SplitsChange<TapSplit> change) {
    waiting.addAll(change.splits());
  }

  /** The posts up to the cursor are stored. */
  void stored(String part, @Nullable String cursor) throws IOException {
    Tap.TapReader reader = open.get(part);
    if (reader != null) {
      reader.stored(cursor);
    }
  }

  @Override
  public void wakeUp() {
    open.values().forEach(Tap.TapReader::wakeUp);
  }

  @Override
  public void close() throws IOException {
    for (Tap.TapReader reader : open.values()) {
      reader.close();
    }
  }
}
