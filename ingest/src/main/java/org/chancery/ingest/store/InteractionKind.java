package org.chancery.ingest.store;

import java.util.Locale;

/** How a post addresses an account. The order is stored: append only. */
public enum InteractionKind {
  MENTION,
  REPLY,
  REPOST,
  QUOTE;

  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }
}
