package org.chancery.ingest.identity;

import java.util.Locale;

/** What whoever must know answers when asked whether an alert is true. */
public enum Verdict {
  /** Handle and DID name each other as the alert says, or the server says that it is closed. */
  CONFIRMED,
  /** They do not: the stream's host was wrong, or it was undone since. */
  REFUTED,
  /** Nobody answered, or not in a form that says either. */
  NO_ANSWER;

  /** As it is stored. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
