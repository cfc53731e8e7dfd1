package org.chancery.ingest.topology;

import java.util.Arrays;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/** Which bucket leads to which subtask. */
final class Lanes {
  private Lanes() {}

  /** For each of so many subtasks, in their order, a bucket that it handles. */
  static int[] buckets(int lanes) {
    int[] buckets = new int[lanes];
    Arrays.fill(buckets, -1);
    for (int bucket = 0; bucket < Heard.BUCKETS; bucket++) {
      if (lanes > 0) {
        int lane =
            KeyGroupRangeAssignment.assignKeyToParallelOperator(bucket, Heard.BUCKETS, lanes);
        buckets[lane] = bucket;
      }
    }
    if (Arrays.stream(buckets).anyMatch(b -> b < 0)) {
      throw new IllegalArgumentException("%d lanes are too many for the buckets".formatted(lanes));
    }
    return buckets;
  }
}
