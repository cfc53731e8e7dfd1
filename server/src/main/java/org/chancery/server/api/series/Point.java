package org.chancery.server.api.series;

import java.time.Instant;
import org.chancery.server.api.answer.Says;
import org.jspecify.annotations.Nullable;

/** A bucket of a series. */
@Says("A bucket of time")
public record Point(
    @Says("Begin of the bucket, UTC") Instant at,
    @Says("In the measure's unit; null where a rate has not enough data") @Nullable Double value,
    @Nullable Double low,
    @Says("Null when unknown: the bucket has not ended, or nothing was heard")
        @Nullable Double high) {}
