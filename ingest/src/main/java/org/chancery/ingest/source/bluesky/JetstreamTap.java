package org.chancery.ingest.source.bluesky;

import java.net.URI;
import java.util.List;
import org.chancery.core.event.Network;
import org.chancery.ingest.source.Tap;
import org.chancery.ingest.source.WatchList;
import org.jspecify.annotations.Nullable;

/**
 * Bluesky by Jetstream v1: every post, repost, like and profile of the network goes by, and what is
 * about listed accounts is kept. The cursor is the host's {@code time_us}, which is inclusive, so
 * that after a restart some frames come again and none is missed.
 *
 * @param hosts addresses of {@code /subscribe}, tried in turn
 * @param from where to begin when there is no cursor, in microseconds; 0 for now
 */
public record JetstreamTap(String source, List<URI> hosts, long from, WatchList watched)
    implements Tap {
  public JetstreamTap {
    hosts = List.copyOf(hosts);
    if (hosts.isEmpty()) {
      throw new IllegalArgumentException("Jetstream needs at least one host");
    }
  }

  @Override
  public Network network() {
    return Network.BLUESKY;
  }

  @Override
  public boolean live() {
    return true;
  }

  @Override
  public TapReader open(@Nullable String cursor, String part) {
    return new JetstreamReader(hosts, cursor == null ? from : Long.parseLong(cursor), watched);
  }
}
