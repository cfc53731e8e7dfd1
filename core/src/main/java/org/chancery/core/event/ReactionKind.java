package org.chancery.core.event;

/** What the public does with a post in one gesture. The order is stored: append only. */
public enum ReactionKind {
  LIKE,
  REPOST
}
