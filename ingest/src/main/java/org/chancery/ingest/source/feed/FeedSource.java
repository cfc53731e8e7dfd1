package org.chancery.ingest.source.feed;

import java.io.Serializable;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.chancery.ingest.egress.Egress;
import org.chancery.ingest.source.WatchList;
import org.jspecify.annotations.Nullable;

/**
 * What reading feeds shares with the program around it. The engine serialises its taps, so they
 * carry a {@link Ref} and look this up in their process. Thread-safe.
 *
 * @param feeds addresses of the feeds to read, asked anew every minute
 * @param chance must be safe to share between threads
 * @param spread share of two minutes over which new feeds are spread, 0 for at once
 * @param bell tells of pushed feeds; null where hubs cannot reach this program
 */
public record FeedSource(
    Egress egress,
    DataSource store,
    WatchList feeds,
    InstantSource clock,
    RandomGenerator chance,
    double spread,
    @Nullable PushBell bell) {
  private static final Map<String, FeedSource> SOURCES = new ConcurrentHashMap<>();

  /** Makes the source known to jobs of this process under a name. */
  public Ref register(String name) {
    SOURCES.put(name, this);
    return new Ref(name);
  }

  /** The name of a source; can be serialised. */
  public record Ref(String name) implements Serializable {
    /** A feed was pushed. Before the source is known it is remembered in the store only. */
    public void ring(String feed) {
      FeedSource source = SOURCES.get(name);
      if (source != null && source.bell != null) {
        source.bell.ring(feed);
      }
    }

    FeedSource get() {
      FeedSource source = SOURCES.get(name);
      if (source == null) {
        throw new IllegalStateException("no feeds " + name + " in this process");
      }
      return source;
    }
  }
}
