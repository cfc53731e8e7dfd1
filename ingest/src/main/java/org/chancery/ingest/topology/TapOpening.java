package org.chancery.ingest.topology;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.chancery.ingest.source.Tap;
import org.chancery.ingest.store.SourcePlaces;
import org.chancery.ingest.store.SourcePlaces.Place;
import org.jspecify.annotations.Nullable;

/**
 * Where a tap is opened. A checkpoint tells a place and so does the store; they differ when the
 * program ended between two checkpoints, or when either is an older copy. The earlier one wins,
 * since what comes twice is told apart by its identity; where they cannot be compared the store's,
 * for it is never ahead of the rows.
 */
final class TapOpening {
  private final Tap tap;
  private final @Nullable SourcePlaces places;
  private final int lanes;

  /** An opened part, and whether the store lacks what the rest of the stream remembers. */
  record Opened(TapSplit split, boolean storeIsBehind) {}

  private TapOpening(Tap tap, @Nullable SourcePlaces places, int lanes) {
    this.tap = tap;
    this.places = places;
    this.lanes = lanes;
  }

  /** Live taps keep their place in the hub's store; a bounded run is known by its checkpoints. */
  static TapOpening of(Tap tap, Hub.Ref hub, int lanes) {
    return new TapOpening(tap, tap.live() ? hub.get().store().places() : null, lanes);
  }

  boolean keepsPlaces() {
    return places != null;
  }

  /** Decides on the place, and writes it down before anything is heard. */
  Opened open(TapSplit split) {
    if (places == null) {
      return new Opened(split, false);
    }
    try {
      Optional<Place> stored = places.find(split.splitId());
      boolean known = stored.isPresent() || places.knows(split.splitId());
      Opened opened = decide(split, stored.orElse(null), known);
      TapSplit at = opened.split();
      places.open(at.splitId(), lanes, new Place(at.cursor(), at.counts(), at.newest()));
      return opened;
    } catch (SQLException e) {
      throw new IllegalStateException("the place of %s cannot be read".formatted(tap.source()), e);
    }
  }

  private Opened decide(TapSplit checkpoint, @Nullable Place stored, boolean known) {
    boolean fresh = checkpoint.cursor() == null && checkpoint.counts().isEmpty();
    if (stored == null) {
      return known && !fresh
          ? new Opened(checkpoint, false) // the store is of a time before places were kept
          : new Opened(beginning(checkpoint.splitId()), !fresh);
    }
    String own = checkpoint.cursor();
    boolean checkpointWins =
        own != null
            && stored.cursor() != null
            && (own.equals(stored.cursor()) || tap.before(own, stored.cursor()));
    if (checkpointWins) {
      return new Opened(checkpoint, false);
    }
    return new Opened(
        new TapSplit(checkpoint.splitId(), stored.cursor(), stored.counts(), stored.newest()),
        !fresh);
  }

  private TapSplit beginning(String part) {
    return new TapSplit(part, tap.beginning(), Map.of(), null);
  }
}
