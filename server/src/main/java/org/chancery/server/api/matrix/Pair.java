package org.chancery.server.api.matrix;

import org.chancery.server.api.answer.Says;
import org.jspecify.annotations.Nullable;

/** A directed pair of countries. */
@Says("Posts of one country that address another; a country with itself stands last")
public record Pair(
    String from,
    String to,
    @Says("Posts from the first to the second") long value,
    @Says("Upper end, where something was not heard; null when unknown") @Nullable Double high,
    @Says("Posts the other way; null of a country with itself") @Nullable Long reverse,
    @Says("(value - reverse) / (value + reverse); null when both are 0") @Nullable Double asymmetry,
    @Says("Value of the window of the same length before") @Nullable Long previous) {}
