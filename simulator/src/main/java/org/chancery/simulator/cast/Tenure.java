package org.chancery.simulator.cast;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code tenures.csv}: who held which office, {@code [from, to)} in UTC days; null is
 * open.
 */
public record Tenure(
    String person, String office, @Nullable LocalDate from, @Nullable LocalDate to) {}
