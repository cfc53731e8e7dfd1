package org.chancery.ingest.topology;

import java.time.Duration;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.windowing.triggers.Trigger;
import org.apache.flink.streaming.api.windowing.triggers.TriggerResult;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/**
 * Tells a window's sum so far once a second of real time while it grows, and at its end in event
 * time; late posts are told the same way.
 */
final class EarlyTrigger extends Trigger<Object, TimeWindow> {
  private static final long serialVersionUID = 1;

  private final long everyMillis;
  private final ValueStateDescriptor<Boolean> waiting =
      new ValueStateDescriptor<>("waiting", Types.BOOLEAN);

  private EarlyTrigger(Duration every) {
    this.everyMillis = every.toMillis();
  }

  static EarlyTrigger everySecond() {
    return new EarlyTrigger(Duration.ofSeconds(1));
  }

  @Override
  public TriggerResult onElement(
      Object element, long timestamp, TimeWindow window, TriggerContext context) throws Exception {
    context.registerEventTimeTimer(window.maxTimestamp());
    ValueState<Boolean> asked = context.getPartitionedState(waiting);
    if (asked.value() == null) {
      asked.update(true);
      context.registerProcessingTimeTimer(context.getCurrentProcessingTime() + everyMillis);
    }
    return TriggerResult.CONTINUE;
  }

  @Override
  public TriggerResult onProcessingTime(long time, TimeWindow window, TriggerContext context) {
    context.getPartitionedState(waiting).clear();
    return TriggerResult.FIRE;
  }

  @Override
  public TriggerResult onEventTime(long time, TimeWindow window, TriggerContext context) {
    return TriggerResult.FIRE;
  }

  @Override
  public void clear(TimeWindow window, TriggerContext context) {
    context.getPartitionedState(waiting).clear();
    context.deleteEventTimeTimer(window.maxTimestamp());
  }
}
