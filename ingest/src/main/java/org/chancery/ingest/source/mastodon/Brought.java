package org.chancery.ingest.source.mastodon;

import java.util.List;
import java.util.Map;
import org.chancery.core.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * What a visit or a stream brought.
 *
 * @param after how the account stands after a visit; null of a stream
 * @param counts what came of it, by cause
 * @param answered whether the server, or our own rules, said anything: false is an outage
 * @param error in words, null for none
 */
record Brought(
    @Nullable AccountState after,
    List<Event> events,
    Map<String, Long> counts,
    List<AccountGap> gaps,
    boolean answered,
    @Nullable String error) {
  Brought {
    events = List.copyOf(events);
    counts = Map.copyOf(counts);
    gaps = List.copyOf(gaps);
  }
}
