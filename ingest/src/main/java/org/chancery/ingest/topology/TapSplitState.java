package org.chancery.ingest.topology;

/** The split while it is being read. Used by one thread. */
final class TapSplitState {
  TapSplit split;

  TapSplitState(TapSplit split) {
    this.split = split;
  }
}
