package org.chancery.simulator.jetstream;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.chancery.simulator.atproto.Collection;
import org.chancery.simulator.timeline.WireEvent;
import org.chancery.simulator.timeline.WireEvent.Lane;

/**
 * What a subscriber asked for. Identity and account events pass the filter of collections but not
 * that of DIDs, as in Jetstream v1. Immutable.
 *
 * @param lanes the wanted record collections; all when {@code anyCollection}
 * @param didHashes empty for all
 * @param largestMessage bytes, 0 for no bound
 */
record Wanted(boolean anyCollection, Set<Lane> lanes, Set<Long> didHashes, long largestMessage) {
  static final Wanted ALL = new Wanted(true, Set.of(), Set.of(), 0);

  private static final int MOST_COLLECTIONS = 100;
  private static final int MOST_DIDS = 10_000;
  private static final Pattern NSID =
      Pattern.compile("[a-zA-Z][a-zA-Z0-9-]*(\\.[a-zA-Z][a-zA-Z0-9-]*)+");
  private static final Pattern DID = Pattern.compile("did:[a-z]+:[a-zA-Z0-9._:%-]+");

  Wanted {
    lanes = Set.copyOf(lanes);
    didHashes = Set.copyOf(didHashes);
  }

  /**
   * @throws IllegalArgumentException in words for the client
   */
  static Wanted of(List<String> collections, List<String> dids, long largestMessage) {
    if (collections.size() > MOST_COLLECTIONS)
      throw new IllegalArgumentException("too many wanted collections");
    if (dids.size() > MOST_DIDS) throw new IllegalArgumentException("too many wanted DIDs");
    Set<Lane> lanes = new HashSet<>();
    for (String collection : collections) lanes.addAll(lanesOf(collection));
    List<Long> hashes = new ArrayList<>();
    for (String did : dids) {
      if (!DID.matcher(did).matches()) throw new IllegalArgumentException("invalid did: " + did);
      hashes.add(WireEvent.hash(did));
    }
    return new Wanted(
        collections.isEmpty(), lanes, new HashSet<>(hashes), Math.max(0, largestMessage));
  }

  /** A whole name, or a prefix that ends in {@code .*} right behind a dot-separated part. */
  private static Set<Lane> lanesOf(String wanted) {
    boolean prefix = wanted.endsWith(".*");
    String name = prefix ? wanted.substring(0, wanted.length() - 2) : wanted;
    if (!NSID.matcher(name).matches())
      throw new IllegalArgumentException("invalid collection: " + wanted);
    Set<Lane> lanes = new HashSet<>();
    for (Collection collection : Collection.values()) {
      boolean matches =
          prefix ? collection.nsid().startsWith(name + ".") : collection.nsid().equals(name);
      if (matches) lanes.add(JetstreamEncoder.lane(collection));
    }
    return lanes;
  }

  boolean accepts(WireEvent event) {
    if (largestMessage > 0 && event.payload().length > largestMessage) return false;
    return switch (event.lane()) {
      case MALFORMED -> true;
      case IDENTITY, ACCOUNT -> acceptsDid(event);
      case POST, REPOST, LIKE, FOLLOW, PROFILE ->
          (anyCollection || lanes.contains(event.lane())) && acceptsDid(event);
    };
  }

  private boolean acceptsDid(WireEvent event) {
    return didHashes.isEmpty() || didHashes.contains(event.didHash());
  }
}
