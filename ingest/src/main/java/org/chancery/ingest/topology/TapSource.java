package org.chancery.ingest.topology;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.chancery.ingest.source.Tap;
import org.chancery.ingest.source.TapBatch;

/**
 * A tap as a source of the engine. Its place and its totals are part of each checkpoint and of the
 * store, and move only when a whole batch went out.
 */
final class TapSource implements Source<Heard, TapSplit, Boolean> {
  private static final long serialVersionUID = 1;

  private final Tap tap;
  private final Hub.Ref hub;
  private final int lanes;

  /**
   * @param lanes subtasks that handle what is heard
   */
  TapSource(Tap tap, Hub.Ref hub, int lanes) {
    this.tap = tap;
    this.hub = hub;
    this.lanes = lanes;
  }

  @Override
  public Boundedness getBoundedness() {
    return tap.live() ? Boundedness.CONTINUOUS_UNBOUNDED : Boundedness.BOUNDED;
  }

  @Override
  public SplitEnumerator<TapSplit, Boolean> createEnumerator(
      SplitEnumeratorContext<TapSplit> context) {
    return new TapEnumerator(context, splits(), false);
  }

  @Override
  public SplitEnumerator<TapSplit, Boolean> restoreEnumerator(
      SplitEnumeratorContext<TapSplit> context, Boolean given) {
    return new TapEnumerator(context, splits(), given);
  }

  private List<TapSplit> splits() {
    return IntStream.range(0, tap.parts())
        .mapToObj(part -> TapSplit.start(part == 0 ? tap.source() : tap.source() + "#" + part))
        .toList();
  }

  @Override
  public SimpleVersionedSerializer<TapSplit> getSplitSerializer() {
    return new TapSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<Boolean> getEnumeratorCheckpointSerializer() {
    return new SimpleVersionedSerializer<>() {
      @Override
      public int getVersion() {
        return 1;
      }

      @Override
      public byte[] serialize(Boolean given) {
        return new byte[] {(byte) (given ? 1 : 0)};
      }

      @Override
      public Boolean deserialize(int version, byte[] bytes) {
        return bytes[0] == 1;
      }
    };
  }

  @Override
  public SourceReader<Heard, TapSplit> createReader(SourceReaderContext context) {
    return new Reader(tap, TapOpening.of(tap, hub, lanes), lanes, context);
  }

  private static final class Reader
      extends SingleThreadMultiplexSourceReaderBase<TapBatch, Heard, TapSplit, TapSplitState> {
    private final TapOpening opening;
    private final Set<String> behind = new HashSet<>();
    private final TreeMap<Long, List<TapSplit>> checkpoints = new TreeMap<>();
    private final Queue<TapSplitReader> readers;

    Reader(Tap tap, TapOpening opening, int lanes, SourceReaderContext context) {
      this(tap, opening, lanes, context, new ConcurrentLinkedQueue<>());
    }

    private Reader(
        Tap tap,
        TapOpening opening,
        int lanes,
        SourceReaderContext context,
        Queue<TapSplitReader> readers) {
      super(
          () -> {
            TapSplitReader reader = new TapSplitReader(tap);
            readers.add(reader);
            return reader;
          },
          new TapEmitter(tap, opening.keepsPlaces() ? lanes : 0),
          new Configuration(),
          context);
      this.opening = opening;
      this.readers = readers;
    }

    @Override
    public List<TapSplit> snapshotState(long checkpoint) {
      List<TapSplit> splits = super.snapshotState(checkpoint);
      checkpoints.put(checkpoint, splits);
      return splits;
    }

    /** Before a checkpoint completes the sinks have written all that came before it. */
    @Override
    public void notifyCheckpointComplete(long checkpoint) throws Exception {
      super.notifyCheckpointComplete(checkpoint);
      List<TapSplit> splits = checkpoints.get(checkpoint);
      checkpoints.headMap(checkpoint, true).clear();
      if (splits != null) {
        for (TapSplit split : splits) {
          for (TapSplitReader reader : readers) {
            reader.stored(split.splitId(), split.cursor());
          }
        }
      }
    }

    @Override
    public void addSplits(List<TapSplit> splits) {
      List<TapSplit> opened = new ArrayList<>(splits.size());
      for (TapSplit split : splits) {
        TapOpening.Opened at = opening.open(split);
        opened.add(at.split());
        if (at.storeIsBehind()) {
          behind.add(split.splitId());
        }
      }
      super.addSplits(opened);
    }

    @Override
    protected void onSplitFinished(Map<String, TapSplitState> finished) {
      // nothing to ask for: every split was given at the start
    }

    @Override
    protected TapSplitState initializedState(TapSplit split) {
      return new TapSplitState(split, behind.remove(split.splitId()));
    }

    @Override
    protected TapSplit toSplitType(String id, TapSplitState state) {
      return state.split;
    }
  }

  /** Gives each reader its parts once. */
  private static final class TapEnumerator implements SplitEnumerator<TapSplit, Boolean> {
    private final SplitEnumeratorContext<TapSplit> context;
    private final List<TapSplit> splits;
    private final Map<Integer, List<TapSplit>> returned = new HashMap<>();
    private boolean given;

    TapEnumerator(SplitEnumeratorContext<TapSplit> context, List<TapSplit> splits, boolean given) {
      this.context = context;
      this.splits = splits;
      this.given = given;
    }

    @Override
    public void start() {}

    @Override
    public void handleSplitRequest(int subtask, @org.jspecify.annotations.Nullable String host) {}

    /** Its reader failed and is not there again yet. */
    @Override
    public void addSplitsBack(List<TapSplit> splits, int subtask) {
      returned.computeIfAbsent(subtask, s -> new ArrayList<>()).addAll(splits);
    }

    @Override
    public void addReader(int subtask) {
      List<TapSplit> back = returned.remove(subtask);
      if (back != null) {
        back.forEach(split -> context.assignSplit(split, subtask));
      }
      if (!given && context.registeredReaders().size() == context.currentParallelism()) {
        for (int i = 0; i < splits.size(); i++) {
          context.assignSplit(splits.get(i), i % context.currentParallelism());
        }
        given = true;
        for (int reader = 0; reader < context.currentParallelism(); reader++) {
          context.signalNoMoreSplits(reader);
        }
      } else if (given) {
        context.signalNoMoreSplits(subtask);
      }
    }

    @Override
    public Boolean snapshotState(long checkpoint) {
      return given;
    }

    @Override
    public void close() throws IOException {}
  }
}
