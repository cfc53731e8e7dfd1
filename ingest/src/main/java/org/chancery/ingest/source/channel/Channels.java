package org.chancery.ingest.source.channel;

import java.io.Serializable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.chancery.ingest.egress.Egress;
import org.chancery.ingest.source.WatchList;

/**
 * Channels of one network and how they are read. The engine serialises its taps, so they carry a
 * {@link Ref} and look this up in their process. Thread-safe.
 *
 * @param names of listed channels, asked anew for each round
 * @param every time between two readings of a channel
 */
public record Channels(
    Egress egress, WatchList names, ChannelReading reading, Duration every, InstantSource clock) {
  private static final Map<String, Channels> CHANNELS = new ConcurrentHashMap<>();

  /** Makes them known to jobs of this process under a name. */
  public Ref register(String name) {
    CHANNELS.put(name, this);
    return new Ref(name);
  }

  /** The name of channels; can be serialised. */
  public record Ref(String name) implements Serializable {
    Channels get() {
      Channels channels = CHANNELS.get(name);
      if (channels == null) {
        throw new IllegalStateException("no channels " + name + " in this process");
      }
      return channels;
    }
  }
}
