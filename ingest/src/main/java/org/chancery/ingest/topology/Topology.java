package org.chancery.ingest.topology;

import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.chancery.ingest.source.Tap;
import org.chancery.ingest.store.Change;

/**
 * The one way from sources to rows. {@code ARCHITECTURE.md} draws the same steps in the same order.
 */
public final class Topology {
  /** How far events of one source may be out of order for the live windows. */
  static final Duration OUT_OF_ORDER = Duration.ofSeconds(20);

  private static final Duration IDLE = Duration.ofSeconds(5);

  private Topology() {}

  /**
   * Live sources: what is about listed actors is stored, and counted by the minute for the board.
   */
  public static void live(StreamExecutionEnvironment engine, List<Tap> taps, Hub.Ref hub) {
    DataStream<Change> changes = changes(engine, taps, hub, false);
    changes.sinkTo(new StoreSink(hub, 4_000, 200)).name("post store");
    MinuteWindows.count(changes, hub);
  }

  /** A bounded run over files: everything is stored, nothing is late. */
  public static void bounded(StreamExecutionEnvironment engine, List<Tap> taps, Hub.Ref hub) {
    changes(engine, taps, hub, true).sinkTo(new StoreSink(hub, 40_000, 2_000)).name("post store");
  }

  /** The steps up to the store with another end, to measure them by themselves. */
  public static void measured(
      StreamExecutionEnvironment engine, List<Tap> taps, Hub.Ref hub, Sink<Change> end) {
    changes(engine, taps, hub, false).sinkTo(end).name("measured");
  }

  private static DataStream<Change> changes(
      StreamExecutionEnvironment engine, List<Tap> taps, Hub.Ref hub, boolean keepUnlisted) {
    return heard(engine, taps, hub)
        .keyBy(Heard::bucket, Types.INT)
        .process(new Dedupe(hub), HeardType.INSTANCE)
        .name("dedupe")
        .flatMap(new AttributeAndDecode(hub, keepUnlisted), TypeInformation.of(Change.class))
        .name("attribute and decode");
  }

  private static DataStream<Heard> heard(
      StreamExecutionEnvironment engine, List<Tap> taps, Hub.Ref hub) {
    WatermarkStrategy<Heard> times =
        WatermarkStrategy.<Heard>forBoundedOutOfOrderness(OUT_OF_ORDER)
            .withTimestampAssigner((heard, before) -> heard.eventMillis())
            .withIdleness(IDLE);
    return taps.stream()
        .map(
            tap ->
                (DataStream<Heard>)
                    engine
                        .fromSource(
                            new TapSource(tap, hub, engine.getParallelism()),
                            times,
                            tap.source(),
                            HeardType.INSTANCE)
                        .setParallelism(tap.parts())
                        .uid(tap.source()))
        .reduce(DataStream::union)
        .orElseThrow(() -> new IllegalArgumentException("a topology needs a source"));
  }
}
