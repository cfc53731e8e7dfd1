package org.chancery.ingest.topology;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.chancery.ingest.store.Pseudonyms;
import org.jspecify.annotations.Nullable;

/**
 * Passes each event once. It remembers the last events in a table of {@link #SLOTS} keyed 64-bit
 * sums for each bucket, one sum a slot, so that memory is fixed (8 MiB in all); what it forgets is
 * still told apart by {@code post_identity}, which makes writing twice harmless.
 */
final class Dedupe extends KeyedProcessFunction<Integer, Heard, Heard> {
  private static final long serialVersionUID = 1;
  static final int SLOTS = 1 << 13;

  private final Hub.Ref hub;
  private transient @Nullable Pseudonyms pseudonyms;
  private transient @Nullable ValueState<long[]> recent;

  Dedupe(Hub.Ref hub) {
    this.hub = hub;
  }

  @Override
  public void open(OpenContext context) {
    pseudonyms = hub.get().pseudonyms();
    recent =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    "recent", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO));
  }

  @Override
  @SuppressWarnings("NullAway") // both are set by open
  public void processElement(Heard heard, Context context, Collector<Heard> out) throws Exception {
    if (heard instanceof Heard.Forget) {
      recent.clear();
      return;
    }
    if (!(heard instanceof Heard.Of(var event, boolean displayOnly))) {
      out.collect(heard);
      return;
    }
    long[] slots = recent.value();
    if (slots == null) {
      slots = new long[SLOTS];
    }
    long told = pseudonyms.ofEvent(event.eventId());
    long sum = displayOnly ? ~told : told; // the same told freely must not hide that it is bound
    int slot = (int) (sum & (SLOTS - 1));
    if (slots[slot] != sum) {
      slots[slot] = sum;
      recent.update(slots);
      out.collect(heard);
    }
  }
}
