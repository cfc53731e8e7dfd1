package org.chancery.ingest.source.channel;

import org.chancery.core.event.Network;
import org.chancery.ingest.source.Tap;
import org.jspecify.annotations.Nullable;

/** Listed channels of a network, each read every so often. */
public record ChannelTap(String source, Network network, Channels.Ref channels) implements Tap {
  @Override
  public boolean live() {
    return true;
  }

  @Override
  public boolean before(String first, String second) {
    return ChannelPlaces.parse(first).sum() < ChannelPlaces.parse(second).sum();
  }

  @Override
  public TapReader open(@Nullable String cursor, String part) {
    return new ChannelReader(
        channels.get(), cursor == null ? ChannelPlaces.NONE : ChannelPlaces.parse(cursor));
  }
}
