package org.chancery.ingest.source;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import javax.sql.DataSource;
import org.chancery.ingest.egress.GuardedEgress;
import org.chancery.ingest.source.bluesky.BlueskyTap;
import org.chancery.ingest.source.bluesky.Ways;
import org.chancery.ingest.source.feed.FeedSource;
import org.chancery.ingest.source.feed.FeedTap;
import org.chancery.ingest.source.mastodon.MastodonSettings;
import org.chancery.ingest.source.mastodon.MastodonSource;
import org.chancery.ingest.source.mastodon.MastodonTap;

/** Taps of three networks that share one way out. */
record HonestTaps(GuardedEgress egress, DataSource store, InstantSource clock) {
  private static final String NAME = "neighbours";

  /**
   * @param from where to begin, in microseconds since 1970
   */
  BlueskyTap bluesky(URI host, String did, long from) {
    return new BlueskyTap(
        "bluesky",
        List.of(host),
        from,
        () -> Set.of(did),
        new BlueskyTap.Listening(false, false, null, false),
        Ways.through(egress).register(NAME));
  }

  FeedTap feeds(WatchList listed) {
    FeedSource source = new FeedSource(egress, store, listed, clock, new Random(1), 0, null);
    return new FeedTap("feeds", source.register(NAME));
  }

  /** An account at its own server, by visits and by its stream. */
  MastodonTap mastodon(String domain, URI base, String account) {
    MastodonSettings.Server server =
        new MastodonSettings.Server(
            base, MastodonSettings.Streaming.SSE, List.of("user"), null, false, true);
    MastodonSource source =
        new MastodonSource(
            egress,
            egress.sockets(),
            store,
            () -> Set.of(account),
            new MastodonSettings(Instant.EPOCH, Map.of(domain, server)),
            clock,
            new Random(1),
            0);
    return new MastodonTap("mastodon", source.register(NAME));
  }
}
