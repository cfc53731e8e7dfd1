package org.chancery.ingest.egress;

import java.net.URI;

/** What became of an {@link Ask} for a body without end. */
public sealed interface Opened {

  /**
   * It flows.
   *
   * @param at the address that answered, after redirects
   * @param lines to be closed by whoever reads them
   */
  record Flowing(URI at, LineStream lines) implements Opened {}

  /**
   * It does not: another status than 200, a rule of ours, a failure.
   *
   * @param why with the body, where there was an answer
   */
  record Shut(Outcome why) implements Opened {}
}
