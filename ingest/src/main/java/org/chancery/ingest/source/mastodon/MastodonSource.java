package org.chancery.ingest.source.mastodon;

import java.io.Serializable;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.chancery.ingest.egress.Egress;
import org.chancery.ingest.egress.GuardedSockets;
import org.chancery.ingest.source.WatchList;

/**
 * What reading Mastodon shares with the program around it. The engine serialises its taps, so they
 * carry a {@link Ref} and look this up in their process. Thread-safe.
 *
 * @param accounts listed ones as {@code @user@host}, asked anew every minute
 * @param chance must be safe to share between threads
 * @param spread share of two minutes over which new accounts are spread, 0 for at once
 */
public record MastodonSource(
    Egress egress,
    GuardedSockets sockets,
    DataSource store,
    WatchList accounts,
    MastodonSettings settings,
    InstantSource clock,
    RandomGenerator chance,
    double spread) {
  private static final Map<String, MastodonSource> SOURCES = new ConcurrentHashMap<>();

  /** Makes the source known to jobs of this process under a name. */
  public Ref register(String name) {
    SOURCES.put(name, this);
    return new Ref(name);
  }

  /** The name of a source; can be serialised. */
  public record Ref(String name) implements Serializable {
    MastodonSource get() {
      MastodonSource source = SOURCES.get(name);
      if (source == null) {
        throw new IllegalStateException("no Mastodon " + name + " in this process");
      }
      return source;
    }
  }
}
