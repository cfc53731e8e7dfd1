package org.chancery.server.api.query;

import java.time.Instant;
import java.util.function.Supplier;
import org.chancery.core.time.Window;
import org.chancery.server.api.listing.Listing;

/**
 * What parameters are read against.
 *
 * @param now by the hub's only clock
 * @param allTime from the oldest to the newest post, in whole UTC days
 */
public record Context(Listing listing, Instant now, Supplier<Window> allTime) {}
