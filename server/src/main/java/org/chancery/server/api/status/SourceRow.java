package org.chancery.server.api.status;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.chancery.server.api.answer.Says;
import org.jspecify.annotations.Nullable;

/** A source and how it does. */
@Says("A source of posts")
public record SourceRow(
    String id,
    @Nullable String network,
    @Says("live or import") String kind,
    @Says("live, behind, disconnected, loading or finished") String state,
    @Says("Of live sources: the hub's clock minus the newest event heard")
        @Nullable Long lagSeconds,
    @Says("Accepted between the last two readings; null before the second")
        @Nullable Double ratePerMinute,
    @Nullable Long accepted,
    @Says("Rejected input by cause") Map<String, Long> rejected,
    @Says("Tries that brought nothing, by cause: outages, refusals, limits")
        Map<String, Long> outages,
    @Nullable Instant newest,
    @Says("In words, English") @Nullable String lastError,
    @Says("Its cause as a word, such as HTTP_500; null where it has none")
        @Nullable String lastCause,
    @Says("Event time of the first report that was heard from it") @Nullable Instant firstHeard,
    @Says("The newest 100") List<GapOf> gaps) {

  /** When it was deaf. */
  public record GapOf(Instant from, @Nullable Instant to, String why) {}
}
