package org.chancery.server.api.presence;

import java.util.Locale;

/** How a state stands on a network at a moment, best first. */
enum State {
  /** An account posted during the 180 days before, or later still. */
  POSTING,
  /** An account is listed and open; whether it posts is not known. */
  LISTED,
  /** Accounts are open, but none has posted for 180 days while others of the network were heard. */
  SILENT,
  /** Every listed account is closed. */
  LEFT;

  String slug() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the measure {@code presence} counts it. */
  boolean present() {
    return this == POSTING || this == LISTED;
  }
}
