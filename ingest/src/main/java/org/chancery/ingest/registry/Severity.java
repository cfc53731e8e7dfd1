package org.chancery.ingest.registry;

/** How much a finding weighs. */
public enum Severity {
  /** The row is left out, or contradicts another. */
  ERROR,
  /** The row is used; somebody should look at it. */
  DOUBT
}
