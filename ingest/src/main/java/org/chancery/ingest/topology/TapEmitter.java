package org.chancery.ingest.topology;

import java.util.Objects;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.base.source.reader.RecordEmitter;
import org.chancery.ingest.source.Tap;
import org.chancery.ingest.source.TapBatch;

/**
 * A batch as what flows on: its events, what was not heard, and behind them for each lane how far
 * the source is taken in.
 */
final class TapEmitter implements RecordEmitter<TapBatch, Heard, TapSplitState> {
  private final Tap tap;
  private final int[] buckets;

  /**
   * @param lanes subtasks behind the source that keep its place, 0 for none
   */
  TapEmitter(Tap tap, int lanes) {
    this.tap = tap;
    this.buckets = Lanes.buckets(lanes);
  }

  @Override
  public void emitRecord(TapBatch batch, SourceOutput<Heard> output, TapSplitState state) {
    if (state.storeIsBehind) {
      for (int bucket = 0; bucket < Heard.BUCKETS; bucket++) {
        output.collect(new Heard.Forget(bucket));
      }
      state.storeIsBehind = false;
    }
    batch.events().forEach(event -> output.collect(new Heard.Of(event, tap.displayOnly())));
    state.split = state.split.after(batch);
    batch
        .holes()
        .forEach(
            hole ->
                output.collect(new Heard.Hole(tap.source(), hole.from(), hole.to(), hole.why())));
    if (!batch.counts().isEmpty() || !Objects.equals(state.told, batch.cursor())) {
      tellLanes(output, state);
    }
    output.collect(
        new Heard.Progress(
            state.split.splitId(),
            tap.network(),
            tap.live(),
            batch.state(),
            state.split.newest(),
            batch.lastError(),
            state.split.counts()));
  }

  private void tellLanes(SourceOutput<Heard> output, TapSplitState state) {
    state.step++;
    state.told = state.split.cursor();
    for (int lane = 0; lane < buckets.length; lane++) {
      output.collect(
          new Heard.Place(
              state.split.splitId(),
              lane,
              buckets[lane],
              state.step,
              state.split.cursor(),
              state.split.counts(),
              state.split.newest()));
    }
  }
}
