package org.chancery.ingest.registry.merge;

import java.util.Locale;

/** What the program proposes; a person decides. */
public enum Verdict {
  /** The candidate is this actor of the registry. */
  SAME,
  /** The candidate may be this actor: look. */
  MAYBE,
  /** Nobody of the registry is like the candidate. */
  NEW;

  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }
}
