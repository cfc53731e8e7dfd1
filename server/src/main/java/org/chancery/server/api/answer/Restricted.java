package org.chancery.server.api.answer;

/** A row of which some may be shown but not exported. */
public interface Restricted {
  /**
   * Whether a value may leave in a file; where it may not, the cell is empty.
   *
   * @param column its name in CSV
   */
  boolean mayLeave(String column);
}
