package org.chancery.ingest.source;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.chancery.core.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * What a tap gave in one go.
 *
 * @param cursor where to go on once these events are stored; null when nothing was taken in yet
 * @param counts what became of the input, by cause: records, accepted, foreign, a RejectReason
 * @param state live, behind, disconnected, loading or finished
 * @param last whether nothing more comes
 */
public record TapBatch(
    List<Event> events,
    @Nullable String cursor,
    Map<String, Long> counts,
    List<Hole> holes,
    String state,
    @Nullable String lastError,
    boolean last) {

  /** A span that the tap did not hear. */
  public record Hole(Instant from, Instant to, String why) {}

  /** Nothing came. */
  public static TapBatch nothing(
      @Nullable String cursor, String state, @Nullable String lastError) {
    return new TapBatch(List.of(), cursor, Map.of(), List.of(), state, lastError, false);
  }
}
