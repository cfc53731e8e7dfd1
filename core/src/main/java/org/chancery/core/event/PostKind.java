package org.chancery.core.event;

import java.util.Locale;

/**
 * What a post is. A quote that is also a reply is a {@link #REPLY} with its quote kept. The order
 * is stored: append only.
 */
public enum PostKind {
  ORIGINAL,
  REPLY,
  REPOST,
  QUOTE;

  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }
}
