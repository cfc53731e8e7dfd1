package org.chancery.ingest.source.bluesky;

import java.net.URI;
import java.time.InstantSource;
import org.chancery.core.event.Network;
import org.chancery.ingest.source.Tap;
import org.chancery.ingest.source.WatchList;
import org.jspecify.annotations.Nullable;

/**
 * What servers of listed accounts keep of them: whom they follow, at first all posts and reposts,
 * then once a day the newest, and the profile. It asks the server that each DID names.
 *
 * @param service that knows followers, null for none
 * @param directory of {@code did:plc}
 */
public record AccountsTap(
    String source, @Nullable URI service, URI directory, WatchList watched, Ways.Ref ways)
    implements Tap {
  @Override
  public Network network() {
    return Network.BLUESKY;
  }

  @Override
  public boolean live() {
    return true;
  }

  @Override
  public boolean before(String first, String second) {
    return AccountsPlace.parse(first).compareTo(AccountsPlace.parse(second)) < 0;
  }

  @Override
  public TapReader open(@Nullable String cursor, String part) {
    return new AccountsReader(
        cursor == null ? AccountsPlace.START : AccountsPlace.parse(cursor),
        watched,
        new Records(ways.web(), service, directory),
        InstantSource.system());
  }
}
