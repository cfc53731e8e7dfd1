package org.chancery.ingest.topology;

import java.time.Instant;
import java.util.Map;
import org.apache.flink.api.connector.source.SourceSplit;
import org.chancery.ingest.source.Tap;
import org.chancery.ingest.source.TapBatch;
import org.jspecify.annotations.Nullable;

/** How far a tap was read and what came of it; part of every checkpoint. */
record TapSplit(
    String splitId, @Nullable String cursor, Map<String, Long> counts, @Nullable Instant newest)
    implements SourceSplit {

  static TapSplit start(String source) {
    return new TapSplit(source, null, Map.of(), null);
  }

  TapSplit after(TapBatch batch) {
    Instant last = newest;
    for (var event : batch.events()) {
      last = last == null || event.seen().isAfter(last) ? event.seen() : last;
    }
    return new TapSplit(splitId, batch.cursor(), Tap.sum(counts, batch.counts()), last);
  }
}
