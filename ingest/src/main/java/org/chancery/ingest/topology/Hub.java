package org.chancery.ingest.topology;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.chancery.core.event.Network;
import org.chancery.core.registry.AccountRow;
import org.chancery.ingest.source.ListedAccounts;
import org.chancery.ingest.source.WatchList;
import org.chancery.ingest.store.PostStore;
import org.chancery.ingest.store.Pseudonyms;

/**
 * What the steps of an embedded job share with the program around it. Steps are serialised by the
 * engine, so they carry a {@link Ref} and look the hub up in their process. Thread-safe.
 *
 * @param directory the registry in force, asked anew for each event
 * @param board what the live page shows
 */
public record Hub(
    Supplier<Directory> directory, Pseudonyms pseudonyms, PostStore store, LiveBoard board) {
  private static final Map<String, Hub> HUBS = new ConcurrentHashMap<>();

  /** Makes the hub known to jobs of this process under a name. */
  public Ref register(String name) {
    HUBS.put(name, this);
    return new Ref(name);
  }

  /** The name of a hub; can be serialised. */
  public record Ref(String name) implements ListedAccounts {
    Hub get() {
      Hub hub = HUBS.get(name);
      if (hub == null) {
        throw new IllegalStateException("no hub " + name + " in this process");
      }
      return hub;
    }

    @Override
    public List<AccountRow> on(Network network) {
      return get().directory().get().listed().on(network);
    }

    /** By the registry in force at each moment. */
    @Override
    public WatchList ids(Network network) {
      return () -> get().directory().get().listed().ids(network).ids();
    }

    /** Lets the hub go when its jobs have ended. */
    public void forget() {
      HUBS.remove(name);
    }
  }
}
