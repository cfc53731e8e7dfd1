package org.chancery.ingest.topology;

import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import org.chancery.core.event.PostKind;
import org.chancery.ingest.store.Change;

/**
 * Counts listed actors' posts (reposts left out, as in the measure {@code posts}) and the pairs of
 * countries they address by minutes of event time {@code [m, m + 1 min)}, for the live board.
 */
final class MinuteWindows {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** Minutes stay open this long for what comes late; later posts count in the store only. */
  static final Duration LATENESS = Duration.ofMinutes(5);

  private MinuteWindows() {}

  static void count(DataStream<Change> changes, Hub.Ref hub) {
    changes
        .flatMap(new Counts())
        .returns(TypeInformation.of(MinuteCount.class))
        .name("count by minute")
        .keyBy(
            (KeySelector<MinuteCount, Tuple2<Integer, String>>) c -> Tuple2.of(c.what(), c.key()),
            Types.TUPLE(Types.INT, Types.STRING))
        .window(TumblingEventTimeWindows.of(MINUTE))
        .allowedLateness(LATENESS)
        .trigger(EarlyTrigger.everySecond())
        .aggregate(new Sum(), new Dated())
        .returns(TypeInformation.of(MinuteCount.class))
        .name("minute windows")
        .sinkTo(new BoardSink(hub))
        .name("live board");
  }

  /**
   * A post counts when it is heard first: not its edits, and not the same post told by another host
   * of the network with another time. What this forgets, or a restart, costs a number on the board.
   */
  private static final class Counts implements FlatMapFunction<Change, MinuteCount> {
    private static final long serialVersionUID = 1;
    private static final int SLOTS = 1 << 14;

    private final long[] recent = new long[SLOTS];

    @Override
    public void flatMap(Change change, Collector<MinuteCount> out) {
      if (!(change instanceof Change.Post post) || post.row().actor() == null) {
        return;
      }
      long sum = post.row().key().getMostSignificantBits();
      int slot = (int) (sum & (SLOTS - 1));
      if (post.row().edited() != null || recent[slot] == sum) {
        return;
      }
      recent[slot] = sum;
      String from = post.row().country();
      post.interactions().stream()
          .map(Change.Interaction::toCountry)
          .filter(to -> to != null && !to.isEmpty() && from != null && !from.isEmpty())
          .filter(to -> !to.equals(from))
          .distinct()
          .forEach(to -> out.collect(one(LiveBoard.What.PAIR, from + ">" + to)));
      if (post.row().kind() == PostKind.REPOST) {
        return;
      }
      out.collect(one(LiveBoard.What.POSTS, ""));
      if (from != null && !from.isEmpty()) {
        out.collect(one(LiveBoard.What.COUNTRY, from));
      }
      post.row().hashtags().forEach(tag -> out.collect(one(LiveBoard.What.TAG, tag)));
    }

    private static MinuteCount one(LiveBoard.What what, String key) {
      return new MinuteCount(what.ordinal(), key, 0, 1);
    }
  }

  private static final class Sum implements AggregateFunction<MinuteCount, Long, Long> {
    private static final long serialVersionUID = 1;

    @Override
    public Long createAccumulator() {
      return 0L;
    }

    @Override
    public Long add(MinuteCount count, Long sum) {
      return sum + count.posts();
    }

    @Override
    public Long getResult(Long sum) {
      return sum;
    }

    @Override
    public Long merge(Long a, Long b) {
      return a + b;
    }
  }

  private static final class Dated
      extends ProcessWindowFunction<Long, MinuteCount, Tuple2<Integer, String>, TimeWindow> {
    private static final long serialVersionUID = 1;

    @Override
    public void process(
        Tuple2<Integer, String> key,
        Context context,
        Iterable<Long> sums,
        Collector<MinuteCount> out) {
      out.collect(
          new MinuteCount(key.f0, key.f1, context.window().getStart(), sums.iterator().next()));
    }
  }

  /** Sets each minute's count on the board of this process. */
  record BoardSink(Hub.Ref hub) implements Sink<MinuteCount> {
    @Override
    public SinkWriter<MinuteCount> createWriter(WriterInitContext context) {
      LiveBoard board = hub.get().board();
      return new SinkWriter<>() {
        @Override
        public void write(MinuteCount count, Context at) {
          board.set(
              Instant.ofEpochMilli(count.minute()),
              LiveBoard.What.values()[count.what()],
              count.key(),
              count.posts());
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
      };
    }
  }
}
