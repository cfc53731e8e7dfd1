package org.chancery.ingest.topology;

import org.jspecify.annotations.Nullable;

/** The split while it is being read. Used by one thread. */
final class TapSplitState {
  TapSplit split;

  /** Whether the store lost what was heard before, so that it comes again. */
  boolean storeIsBehind;

  /** Batches since the source was opened of which the lanes were told. */
  long step;

  /** The cursor of which the lanes were told last. */
  @Nullable String told;

  TapSplitState(TapSplit split, boolean storeIsBehind) {
    this.split = split;
    this.storeIsBehind = storeIsBehind;
    this.told = split.cursor();
  }
}
