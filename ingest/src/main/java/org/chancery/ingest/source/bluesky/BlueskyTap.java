package org.chancery.ingest.source.bluesky;

import java.io.Serializable;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import org.chancery.core.event.Network;
import org.chancery.ingest.source.Tap;
import org.chancery.ingest.source.WatchList;
import org.jspecify.annotations.Nullable;

/**
 * Bluesky as it happens, by Jetstream of either version or a raw stream: every post, repost, like
 * and profile of the network goes by, and what is about listed accounts is kept. What others call
 * themselves goes on to be compared with listed accounts. After a restart some frames come again
 * and none is missed.
 *
 * @param hosts addresses of streams, tried in turn; their paths tell how each speaks
 * @param from where to begin when there is no cursor, in microseconds since 1970
 */
public record BlueskyTap(
    String source,
    List<URI> hosts,
    long from,
    WatchList watched,
    Listening listening,
    Ways.Ref ways)
    implements Tap {

  /**
   * What to listen to, and how.
   *
   * @param onlyListed whether hosts send only what listed accounts do: a thousandth of the traffic,
   *     but nothing of what others say about them, and no look-alikes
   * @param compressed whether frames come packed where the host can: v2 gives its dictionary itself
   * @param dictionary file with the dictionary of v1, which its hosts do not give; null for none
   * @param realTime whether the network lives by the clock of this machine, so that a frame of
   *     tomorrow is a lie; not so in a simulated world
   */
  public record Listening(
      boolean onlyListed, boolean compressed, @Nullable String dictionary, boolean realTime)
      implements Serializable {
    public static final Listening USUAL = new Listening(false, false, null, true);
  }

  public BlueskyTap {
    hosts = List.copyOf(hosts);
    if (hosts.isEmpty()) {
      throw new IllegalArgumentException("Bluesky needs at least one host");
    }
    for (URI host : hosts) {
      Dialect.of(host)
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "%s: the path is none of %s".formatted(host, Dialect.paths())));
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
  public @Nullable String beginning() {
    return StreamPlace.from(from).text();
  }

  @Override
  public boolean before(String first, String second) {
    return StreamPlace.parse(first).micros() < StreamPlace.parse(second).micros();
  }

  @Override
  public TapReader open(@Nullable String cursor, String part) {
    StreamPlace place = cursor == null ? StreamPlace.from(from) : StreamPlace.parse(cursor);
    return new StreamReader(
        hosts, place, watched, new StreamLine(listening, ways), InstantSource.system());
  }
}
