package org.chancery.ingest.source.settings;

import org.chancery.core.event.Network;

/**
 * What is set and not asked, since nothing beyond this machine may be.
 *
 * @param source its name, as on the status page
 * @param what is left out of it, in words or as an address
 * @param whole whether nothing of the source is asked
 */
public record LeftOut(String source, Network network, String what, boolean whole) {
  /** Why, wherever it is told. */
  public static final String WHY = "not asked: offline";
}
