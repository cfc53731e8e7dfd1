package org.chancery.server.api.rankings;

import org.chancery.core.measure.Estimate;
import org.chancery.server.api.rankings.Of.Key;
import org.jspecify.annotations.Nullable;

/** A value of one actor, account or country. Immutable. */
record Item(Key key, Estimate estimate, @Nullable Detail detail) {}
