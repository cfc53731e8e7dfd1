package org.chancery.server.api.rankings;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.chancery.server.api.answer.Says;
import org.jspecify.annotations.Nullable;

/** A row of a ranking. */
@Says("A place in a ranking")
public record Ranked(
    @Says("1 is the highest value; null when there is not enough data") @Nullable Integer rank,
    @Says("Highest place that the intervals leave open") @Nullable Integer rankLow,
    @Says("Lowest place that the intervals leave open") @Nullable Integer rankHigh,
    @Says("Id of the actor, account (network:id or network:@handle) or country (ISO alpha-3)")
        String id,
    String nameEn,
    String nameFr,
    @Nullable String country,
    @Nullable String kind,
    @Says("In the measure's unit; null when there is not enough data") @Nullable Double value,
    @Says("Lower end of the 95 % interval") @Nullable Double low,
    @Says("Upper end of the 95 % interval; null when no bound is known") @Nullable Double high,
    @Says("Posts of the window (originals, replies, quotes)") long posts,
    @Says("Value of the window of the same length before") @Nullable Double previous,
    @Says("False: not enough data, no rank") boolean enough,
    @Says("Of accounts only") @Nullable String network,
    @Says("Of accounts only") @Nullable String handle,
    @Says("Of accounts only: for whom it spoke last in the window") @Nullable String actor,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Detail detail,
    @Says(
            "With step: posts in each bucket of the window, oldest first; the ends may be part of one")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable List<Long> series) {}
