package org.chancery.server.api.listing;

import java.util.function.Supplier;
import org.chancery.ingest.topology.Directory;
import org.jspecify.annotations.Nullable;

/** Keeps the listing of the registry in force. Thread-safe. */
public final class Listings implements Supplier<Listing> {
  private record Made(Directory from, Listing listing) {}

  private final Supplier<Directory> directory;
  private volatile @Nullable Made made;

  public Listings(Supplier<Directory> directory) {
    this.directory = directory;
  }

  @Override
  public Listing get() {
    Directory now = directory.get();
    Made last = made;
    if (last == null || last.from != now) {
      last = new Made(now, new Listing(now));
      made = last;
    }
    return last.listing;
  }
}
