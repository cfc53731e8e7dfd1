package org.chancery.ingest.source.settings;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.chancery.ingest.source.ListedAccounts;
import org.chancery.ingest.source.Tap;

/**
 * What is set for the sources of one network. Immutable. To add one: a record with a {@code
 * parse(Block)}, named here and in {@link Sources}.
 */
public sealed interface SourceSection
    permits BlueskySection, FeedsSection, MastodonSection, XSection, ChannelsSection {
  /** {@code host:port} on this machine that the settings name, for the egress guard. */
  Set<String> permitted();

  /** What forbids to start, a line each that says where it is set; empty when nothing does. */
  List<String> obstacles(Reach reach);

  /** What is set, for {@code chancery sources list}; empty when nothing is. */
  List<SourceLine> lines(Reach reach, ListedAccounts listed);

  /**
   * What is set and not asked, since nothing beyond this machine may be.
   *
   * @param now decides whose accounts are held
   */
  List<LeftOut> leftOut(Reach reach, ListedAccounts listed, Instant now);

  /** The taps to listen to; those that may not be reached are left out. */
  List<Tap> taps(SourceMeans means);

  /** Tries each source once, but for what is left out. Returns early when interrupted. */
  void check(Trial trial) throws InterruptedException;
}
