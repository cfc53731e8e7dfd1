package org.chancery.simulator.atproto;

import java.util.Optional;

/** The record collections that this world writes, by their namespaced id. */
public enum Collection {
  POST("app.bsky.feed.post"),
  REPOST("app.bsky.feed.repost"),
  LIKE("app.bsky.feed.like"),
  FOLLOW("app.bsky.graph.follow"),
  PROFILE("app.bsky.actor.profile");

  private final String nsid;

  Collection(String nsid) {
    this.nsid = nsid;
  }

  public String nsid() {
    return nsid;
  }

  /** {@code at://did/collection/rkey} */
  public String uri(String did, String rkey) {
    return "at://" + did + "/" + nsid + "/" + rkey;
  }

  public static Optional<Collection> findByNsid(String nsid) {
    for (Collection collection : values())
      if (collection.nsid.equals(nsid)) return Optional.of(collection);
    return Optional.empty();
  }
}
